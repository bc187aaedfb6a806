"""The Help menu."""

from aesthcull.gui.actions.row import Row

ROWS = (
    Row("help", "Help", "Keys at a glance", ("?", "F1"), lambda w: w.keys.toggle_help(), "nothing"),
    Row("language", "Help", "Language…", (), lambda w: w.keys.choose_language(), "nothing"),
)
