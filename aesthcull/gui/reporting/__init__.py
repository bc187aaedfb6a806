"""The Reports menu: what is exported for people to look at, and the best and worst frames of a model."""
