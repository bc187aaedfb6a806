"""The models: which there are, what they are worth, which is in use."""
