"""What the Reports menu has for agencies."""

from aesthcull.gui.actions.row import Row

ROWS = (Row("upload", "Reports", "Upload CSV…", ("Ctrl+U",), lambda w: w.upload.open_dialog(), divided=True),)
