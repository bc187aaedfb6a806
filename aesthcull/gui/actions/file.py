"""The File menu."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("open", "File", "Open folder…", ("Ctrl+O",), lambda w: w.shoot.choose(), "nothing"),
    Row("sample", "File", "Open the sample shoot", (), lambda w: w.shoot.open_sample(), "nothing"),
    Row("rescan", "File", "Scan again", ("F5",), lambda w: w.shoot.rescan(), "shoot"),
    Row("pause_scan", "File", "Pause or go on", ("Shift+F5",), lambda w: w.progress.hold(), "shoot"),
    Row("cancel_scan", "File", "Cancel the scan", ("Ctrl+Shift+F5",), lambda w: w.worker.cancel(), "shoot"),
)
LAST = (Row("quit", "File", "Quit", ("Ctrl+Q",), lambda w: w.close_window(), "nothing", divided=True),)
