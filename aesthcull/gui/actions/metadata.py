"""The Metadata menu: what other programs know of the frames, and telling them."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("type_title", "Metadata", "Title and description", ("Ctrl+Alt+T",), lambda w: w.panel.type_title()),
    Row(
        "xmp_read",
        "Metadata",
        "Read sidecars",
        ("Ctrl+Alt+R",),
        lambda w: w.xmp.read(),
        "shoot",
        divided=True,
    ),
    Row("xmp_write", "Metadata", "Write sidecars", ("Ctrl+Alt+W",), lambda w: w.xmp.write_all(), "shoot"),
    Row(
        "xmp_write_selected",
        "Metadata",
        "Write sidecars of selected frames",
        (),
        lambda w: w.xmp.write_selected(),
    ),
    Row(
        "xmp_conflicts",
        "Metadata",
        "Sidecar conflicts…",
        (),
        lambda w: w.xmp.conflicts(),
        "shoot",
        divided=True,
    ),
    Row("xmp_settings", "Metadata", "Sidecar settings…", (), lambda w: w.xmp.settings(), "nothing"),
)
