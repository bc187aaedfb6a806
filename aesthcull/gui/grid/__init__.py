"""The grid of thumbnails."""

from aesthcull.gui.grid.view import DEFAULT_SIDE, SIDES, Grid

__all__ = ["DEFAULT_SIDE", "SIDES", "Grid"]
