"""Frames shown large: the canvas, the pictures of growing sharpness behind it, the loupe, the filmstrip."""
