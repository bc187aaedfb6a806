"""The colours of marks, the same in every theme; all else comes from the theme (gui/looks/themes.py)."""

from PySide6.QtGui import QColor, QGuiApplication, QPalette

ACCENT = QColor("#e8b04a")
PICK, REJECT = QColor("#f2f2f2"), QColor("#d9534f")
LABELS = {
    "red": QColor("#d9534f"),
    "yellow": QColor("#e3c23c"),
    "green": QColor("#5cae5c"),
    "blue": QColor("#4f86d9"),
    "purple": QColor("#9a62c9"),
}


def window() -> QColor:
    """The theme's colour behind everything; for models and painters, which have no widget to ask."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window)


def panel() -> QColor:
    """The theme's colour of cards."""
    return QGuiApplication.palette().color(QPalette.ColorRole.AlternateBase)


def text() -> QColor:
    """The theme's colour of texts."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Text)


def faint() -> QColor:
    """The theme's colour of texts that matter less."""
    return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)


def accent() -> QColor:
    """The theme's colour of what is to be seen first."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Link)


def chosen() -> QColor:
    """The theme's colour of what is selected."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Highlight)


def refusal() -> QColor:
    """The colour of texts that say what does not go; readable in every theme."""
    return QColor("#e8736d" if window().lightness() < 128 else "#a3211c")
