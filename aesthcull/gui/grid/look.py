"""What a cell is painted with: colours from the palette, so that a theme is followed, fonts, and the sizes.

Built once for a size, font and palette; painting allocates none of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QPixmap
from PySide6.QtWidgets import QWidget

from aesthcull.gui.palette import LABELS

GAP = 5  # around a card
_PAD = 6  # between a card's edge and the mat
_SHAPE = 0.8  # the mat's height by its width: landscapes lose little, portraits are not dwarfed
_ROLE = QPalette.ColorRole


@dataclass(frozen=True)
class Look:
    """Colours, fonts and the places inside a cell, relative to its corner, in logical pixels."""

    card: QColor
    chosen: QColor
    mat: QColor
    text: QColor
    chosen_text: QColor
    faint: QColor
    accent: QColor
    joined: QColor  # the ground of an expanded series
    line: QColor  # its outline, and the sheets' of a stack
    name_font: QFont
    small_font: QFont
    names: QFontMetrics
    small: QFontMetrics
    card_box: QRect
    mat_box: QRect
    footer_box: QRect
    chip: int  # the side of a badge
    tints: dict[str, tuple[QColor, QColor]]  # below the name by label, of a card and of a chosen one
    ratio: float  # device pixels per logical one
    signs: dict[str, QPixmap] = field(default_factory=dict)  # badges as painted, by what they show


def look_of(view: QWidget, width: int) -> Look:
    """The look of cells of some width in a view."""
    palette = view.palette()
    window, text = palette.color(_ROLE.Base), palette.color(_ROLE.Text)
    name_font, small_font = _fonts(view.font(), width)
    names, small = QFontMetrics(name_font), QFontMetrics(small_font)
    footer = names.height() + small.height() + 9
    mat = QRect(GAP + _PAD, GAP + _PAD, width - 2 * (GAP + _PAD), round((width - 2 * (GAP + _PAD)) * _SHAPE))
    box = QRect(GAP, GAP, width - 2 * GAP, mat.height() + _PAD + footer)
    card, chosen = palette.color(_ROLE.AlternateBase), palette.color(_ROLE.Highlight)
    return Look(
        card=card,
        chosen=chosen,
        mat=palette.color(_ROLE.Button),
        text=text,
        chosen_text=palette.color(_ROLE.HighlightedText),
        faint=palette.color(_ROLE.PlaceholderText),
        accent=palette.color(_ROLE.Link),
        joined=mixed(window, text, 0.14),
        line=mixed(window, text, 0.45),
        name_font=name_font,
        small_font=small_font,
        names=names,
        small=small,
        card_box=box,
        mat_box=mat,
        footer_box=QRect(mat.left(), mat.bottom() + 4, mat.width(), box.bottom() - mat.bottom() - 5),
        chip=max(18, min(round(mat.width() * 0.11), 26)),
        tints={name: (mixed(card, c, 0.3), mixed(chosen, c, 0.3)) for name, c in LABELS.items()},
        ratio=view.devicePixelRatioF(),
    )


def mixed(below: QColor, above: QColor, share: float) -> QColor:
    """A colour between two, `share` of the way to `above`."""

    def part(a: int, b: int) -> int:
        return round(a + (b - a) * share)

    return QColor(
        part(below.red(), above.red()), part(below.green(), above.green()), part(below.blue(), above.blue())
    )


def _fonts(base: QFont, width: int) -> tuple[QFont, QFont]:
    name, small = QFont(base), QFont(base)
    size = base.pointSizeF() if base.pointSizeF() > 0 else 9.0
    name.setPointSizeF(size if width >= 170 else size * 0.88)
    small.setPointSizeF(size * (0.94 if width >= 170 else 0.85))
    return name, small
