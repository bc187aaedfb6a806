"""P1's studies on the user's own photographs: what preparing them differently does to the accuracy."""
