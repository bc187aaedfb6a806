"""The cameras' clocks, in the Metadata menu."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("clocks", "Metadata", "Camera clocks…", ("Ctrl+Shift+T",), lambda w: w.clocks.open(), divided=True),
)
