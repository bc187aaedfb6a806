"""The colours of the dark theme: neutral greys, so that they do not tint the judgement of a photograph."""

from PySide6.QtGui import QColor, QPalette

WINDOW, PANEL, MAT = QColor("#1e1e1e"), QColor("#262626"), QColor("#2e2e2e")
TEXT, FAINT, ACCENT = QColor("#dddddd"), QColor("#9a9a9a"), QColor("#e8b04a")
PICK, REJECT = QColor("#f2f2f2"), QColor("#d9534f")
LABELS = {
    "red": QColor("#d9534f"),
    "yellow": QColor("#e3c23c"),
    "green": QColor("#5cae5c"),
    "blue": QColor("#4f86d9"),
    "purple": QColor("#9a62c9"),
}


def dark_palette() -> QPalette:
    """The palette for Qt's Fusion style."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: WINDOW,
        role.WindowText: TEXT,
        role.Base: WINDOW,
        role.AlternateBase: PANEL,
        role.ToolTipBase: PANEL,
        role.ToolTipText: TEXT,
        role.PlaceholderText: FAINT,
        role.Text: TEXT,
        role.Button: MAT,
        role.ButtonText: TEXT,
        role.BrightText: ACCENT,
        role.Link: ACCENT,
        role.Highlight: QColor("#5a5a5a"),
        role.HighlightedText: QColor("#ffffff"),
    }.items():
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor("#6e6e6e"))
    return palette
