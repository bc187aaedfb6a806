"""Heads on the stored embeddings that are fitted in closed form, without torch: the default of every user."""
