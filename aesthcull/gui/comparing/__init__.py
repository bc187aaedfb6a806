"""Frames beside each other: compare (a champion against challengers) and survey (2 to 12 at once)."""
