"""The View menu."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("grid", "View", "Grid", ("G", "Esc"), lambda w: w.show_grid(), "shoot"),
    Row("loupe", "View", "Loupe", ("E",), lambda w: w.show_loupe()),
    Row("toggle", "View", "Grid or loupe", ("Space",), lambda w: w.toggle_loupe()),
    Row("zoom", "View", "Zoom to 100 % or fit", ("Z",), lambda w: w.viewing.toggle_zoom(), divided=True),
    Row("zoom_in", "View", "Zoom in", ("Ctrl++", "Ctrl+="), lambda w: w.viewing.zoom_by(1)),
    Row("zoom_out", "View", "Zoom out", ("Ctrl+-",), lambda w: w.viewing.zoom_by(-1)),
    Row("zoom_fit", "View", "Zoom: fit", ("Alt+0",), lambda w: w.viewing.zoom_to("fit")),
    Row("zoom_100", "View", "Zoom: 100 %", ("Alt+1",), lambda w: w.viewing.zoom_to(1.0)),
    Row("zoom_200", "View", "Zoom: 200 %", ("Alt+2",), lambda w: w.viewing.zoom_to(2.0)),
    Row("filmstrip", "View", "Filmstrip", ("F6",), lambda w: w.viewing.switch_strip(), "nothing", True, True),
    Row(
        "strip_series",
        "View",
        "Filmstrip of the series only",
        ("Shift+F6",),
        lambda w: w.viewing.switch_strip(),
        "nothing",
        False,
    ),
    Row("larger", "View", "Larger thumbnails", ("+", "="), lambda w: w.grid.larger(), divided=True),
    Row("smaller", "View", "Smaller thumbnails", ("-",), lambda w: w.grid.smaller()),
    Row("bare", "View", "Photograph only", ("F",), lambda w: w.viewing.toggle_bare(), divided=True),
    Row("full", "View", "Full screen", ("F11",), lambda w: w.toggle_full_screen(), "nothing"),
)
