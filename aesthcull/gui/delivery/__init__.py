"""Frames delivered elsewhere and ingested from cards, and the deliveries of the past."""
