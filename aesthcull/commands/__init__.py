"""The subcommands: one function each, whose docstring is its help; no logic that a caller would want."""
