"""The themes: neutral greys, dark or light, so that they do not tint the judgement of a photograph.

A theme's greys are named by what they are for. Qt's palette and the style sheet (resources/style, a template
with these names) are made from them; widgets that paint ask their palette, so that they follow at once.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from aesthcull import places


@dataclass(frozen=True)
class Theme:
    """Colours as the style sheet writes them."""

    window: str  # behind the photographs
    base: str  # tables and texts
    panel: str  # bars, cards, fields
    menu: str
    button: str
    hover: str
    pressed: str
    selected: str
    handle: str  # of scroll bars
    line: str  # thin borders
    border: str  # of buttons and fields
    focus: str
    strong: str  # headlines
    text: str
    soft: str  # less important
    faint: str
    disabled: str
    disabled_ground: str
    inverse: str  # text on what is selected
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_off: str
    accent_off_text: str
    on_accent: str
    notice: str  # the ground of messages and questions
    notice_text: str
    marked: str  # selected text
    overlay: str


DARK = Theme(
    window="#1e1e1e",
    base="#1a1a1a",
    panel="#262626",
    menu="#2b2b2b",
    button="#333333",
    hover="#3e3e3e",
    pressed="#505050",
    selected="#4a4a4a",
    handle="#4a4a4a",
    line="#333333",
    border="#474747",
    focus="#8a8a8a",
    strong="#eeeeee",
    text="#dddddd",
    soft="#b8b8b8",
    faint="#a0a0a0",
    disabled="#6e6e6e",
    disabled_ground="#222222",
    inverse="#ffffff",
    accent="#e8b04a",
    accent_hover="#f0bd60",
    accent_pressed="#cf9838",
    accent_off="#3a3428",
    accent_off_text="#7d7566",
    on_accent="#1e1e1e",
    notice="#4a3d20",
    notice_text="#f0bd60",
    marked="#6a5a34",
    overlay="rgba(24, 24, 24, 252)",
)
LIGHT = Theme(
    window="#d6d6d6",
    base="#f2f2f2",
    panel="#e4e4e4",
    menu="#f0f0f0",
    button="#ececec",
    hover="#f8f8f8",
    pressed="#c2c2c2",
    selected="#bcbcbc",
    handle="#a2a2a2",
    line="#bdbdbd",
    border="#a6a6a6",
    focus="#5a5a5a",
    strong="#161616",
    text="#222222",
    soft="#3c3c3c",
    faint="#565656",
    disabled="#8c8c8c",
    disabled_ground="#dcdcdc",
    inverse="#000000",
    accent="#8a5a00",
    accent_hover="#a06a06",
    accent_pressed="#704a00",
    accent_off="#d8cfbe",
    accent_off_text="#857c6a",
    on_accent="#ffffff",
    notice="#f6e3b8",
    notice_text="#6b4600",
    marked="#e6cf98",
    overlay="rgba(240, 240, 240, 252)",
)
THEMES = {"dark": DARK, "light": LIGHT}


def apply(app: QApplication, theme: Theme) -> None:
    """Give every window of the application this theme; nothing is done where it is in use."""
    if app.property("theme") == repr(theme):
        return
    app.setProperty("theme", repr(theme))
    sheet = (places.resources_folder() / "style" / "aesthcull.qss").read_text(encoding="utf-8")
    app.setPalette(palette_of(theme))
    app.setStyleSheet(Template(sheet).substitute(asdict(theme)))


def palette_of(theme: Theme) -> QPalette:
    """The palette for Qt's Fusion style."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.window,
        role.AlternateBase: theme.panel,
        role.ToolTipBase: theme.menu,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.faint,
        role.Text: theme.text,
        role.Button: theme.button,
        role.ButtonText: theme.text,
        role.BrightText: theme.accent,
        role.Link: theme.accent,
        role.Highlight: theme.selected,
        role.HighlightedText: theme.inverse,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.disabled))
    return palette
