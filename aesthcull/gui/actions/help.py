"""The Help menu."""

from aesthcull.gui.actions.row import Row
from aesthcull.gui.guide import open_guide

ROWS = (
    Row("help", "Help", "Keys at a glance", ("?", "F1"), lambda w: w.keys.toggle_help(), "nothing"),
    Row("guide", "Help", "User guide", (), lambda w: open_guide(w), "nothing"),
    Row("language", "Help", "Language…", (), lambda w: w.keys.choose_language(), "nothing"),
)
