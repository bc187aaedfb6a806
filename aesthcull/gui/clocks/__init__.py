"""Cameras' clocks put right: the dialog, its time line, and what follows a change."""
