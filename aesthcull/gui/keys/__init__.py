"""The keys: presets of other programs, the user's changes, conflicts, the editor and the help overlay."""
