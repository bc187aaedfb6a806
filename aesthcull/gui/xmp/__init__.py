"""XMP in the window: reading and writing sidecars, by hand or after marks, and what differs."""
