"""What the pointer is told about a frame."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from aesthcull.catalogue.columns import by_weight
from aesthcull.catalogue.records import Frame, SeriesPlace
from aesthcull.gui import problems, reasons
from aesthcull.gui.frames.names import name_of, pair_words

translate = QCoreApplication.translate  # by this name lupdate finds the texts


def tooltip(frame: Frame) -> str:
    """What a frame is and why, in a few lines."""
    lines = [name_of(frame)]
    if pair := pair_words(frame):
        lines.append(pair)
    if frame.problem:
        lines.append(translate("Grid", "Cannot be read: {0}").format(problems.said(frame.problem)))
    if frame.capture.captured_at:
        lines.append(f"{frame.capture.captured_at:%Y-%m-%d %H:%M:%S}  {frame.capture.camera or ''}".rstrip())
    for name in by_weight({name: (score.model,) for name, score in frame.scores.items()}):
        score = frame.scores[name]
        lines.append(f"{name.replace('_', ' ')}: {score.value:.2f}  ({score.model})")
    if frame.keywords:
        words = ", ".join(dict.fromkeys(k.name for k in frame.keywords))
        lines.append(translate("Tooltip", "keywords: {0}").format(words))
    if frame.series is not None:
        lines.append(_standing(frame.series))
    return "\n".join(lines)


def _standing(series: SeriesPlace) -> str:
    texts = {
        "bracket": translate("Tooltip", "bracket of {0}"),
        "panorama": translate("Tooltip", "panorama of {0}"),
        "set": translate("Tooltip", "set of {0}"),
    }
    text = texts.get(series.kind, translate("Tooltip", "series of {0}")).format(series.size)
    if not series.suggested:
        return text
    return translate("Tooltip", "{0}, suggested: {1}").format(
        text, ", ".join(map(reasons.said, series.reasons))
    )
