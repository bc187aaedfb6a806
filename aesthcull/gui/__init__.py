"""The window: Qt views on the catalogue. The only package that imports PySide6."""
