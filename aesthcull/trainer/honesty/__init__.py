"""How good a model of the user's own is: splits without leaks, intervals, chance, a verdict."""
