"""The Models menu."""

from aesthcull.gui.actions.row import Row

ROWS = (Row("models", "Models", "Models…", ("Ctrl+M",), lambda w: w.models.open_dialog(), "nothing"),)
