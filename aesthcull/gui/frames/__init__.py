"""The frames of the open shoot as a Qt model."""
