"""The Series menu."""

from aesthcull.gui.actions.row import Row

ROWS: tuple[Row, ...] = ()
