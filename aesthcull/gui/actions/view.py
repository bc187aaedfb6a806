"""The View menu."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("grid", "View", "Grid", ("G", "Esc"), lambda w: w.show_grid(), "shoot"),
    Row("loupe", "View", "Loupe", ("E",), lambda w: w.show_loupe()),
    Row("toggle", "View", "Grid or loupe", ("Space",), lambda w: w.toggle_loupe()),
    Row("collapse", "View", "Collapse series", ("S",), lambda w: w.collapse(), "shoot", False),
    Row("full", "View", "Full screen", ("F11",), lambda w: w.toggle_full_screen(), "nothing"),
)
