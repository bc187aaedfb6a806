"""Cull a shoot and rank stock frames; see README.md for the map of this package."""

__version__ = "0.1.0"
