"""The Help menu."""

from aesthcull.gui.actions.row import Row

ROWS = (Row("help", "Help", "Keys", ("?", "F1"), lambda w: w.toggle_help(), "nothing"),)
