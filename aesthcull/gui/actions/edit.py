"""The Edit menu."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("undo", "Edit", "Undo", ("Ctrl+Z",), lambda w: w.marking.undo(), "shoot"),
    Row("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), lambda w: w.marking.redo(), "shoot"),
    Row("history", "Edit", "History…", ("Ctrl+H",), lambda w: w.history.open_dialog(), "shoot"),
    Row("select_all", "Edit", "Select all", ("Ctrl+A",), lambda w: w.grid.selectAll(), "frame", divided=True),
    Row("keys", "Edit", "Keyboard shortcuts…", ("Ctrl+K",), lambda w: w.keys.edit(), "nothing", divided=True),
)
