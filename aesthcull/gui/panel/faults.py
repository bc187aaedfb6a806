"""Technical faults of one frame in words, with how certain they are.

The measures compare frames of one subject. By itself a frame is only said to have a fault where photographs
without it hardly ever measure so: "certain" fewer than 1 in 200 of 350 good ones of the training data,
"probable" 1 in 100, "possible" 1 in 20. What no measure tells apart in a single frame, such as a colour cast,
is not mentioned; clipping is counted, and whether it is a fault is left to the photographer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from aesthcull.catalogue.records import Score

translate = QCoreApplication.translate
Values = Mapping[str, float]
_CERTAINTIES = (
    str(QT_TRANSLATE_NOOP("faults", "certain")),
    str(QT_TRANSLATE_NOOP("faults", "probable")),
    str(QT_TRANSLATE_NOOP("faults", "possible")),
)
_NO_LIMIT = float("inf")
_CLIPPED = (("highlights", 0.02), ("shadows", 0.05))  # shares of the picture worth a word
_LEAST_TILT = 0.7  # degrees; what is measured is certain, see vision.technical.horizon
_DIRECTIONS = (  # degrees from horizontal, anticlockwise
    (22.5, str(QT_TRANSLATE_NOOP("faults", "sideways"))),
    (67.5, str(QT_TRANSLATE_NOOP("faults", "rising to the right"))),
    (112.5, str(QT_TRANSLATE_NOOP("faults", "up and down"))),
    (157.5, str(QT_TRANSLATE_NOOP("faults", "falling to the right"))),
    (180.0, str(QT_TRANSLATE_NOOP("faults", "sideways"))),
)


@dataclass(frozen=True)
class _Fault:
    """`limits`, for each certainty, which the measure times `sign` reaches where there is the fault."""

    name: str
    words: str
    sign: int
    limits: tuple[float, float, float]


_FAULTS = (
    _Fault("sharpness", str(QT_TRANSLATE_NOOP("faults", "nothing sharp")), -1, (-0.55, -0.56, -0.60)),
    _Fault("motion_blur", str(QT_TRANSLATE_NOOP("faults", "motion blur")), 1, (0.36, 0.19, 0.01)),
    _Fault("white_point", str(QT_TRANSLATE_NOOP("faults", "too dark")), -1, (-0.66, -0.71, -0.83)),
    _Fault("noise", str(QT_TRANSLATE_NOOP("faults", "noise")), 1, (0.034, 0.026, 0.014)),
    _Fault("compression", str(QT_TRANSLATE_NOOP("faults", "strongly compressed")), 1, (_NO_LIMIT, 0.3, 0.19)),
)


def faults(scores: Mapping[str, Score]) -> list[str]:
    """A phrase for each fault, such as “motion blur, sideways (probable)”; the measures' names are those of
    `vision.technical.Technical`. Empty where none is found or nothing was measured."""
    values = {name: score.value for name, score in scores.items()}
    found = [phrase for fault in _FAULTS if (phrase := _phrase(fault, values))]
    return found + [phrase for tell in (_clipping, _horizon) for phrase in tell(values)]


def _phrase(fault: _Fault, values: Values) -> str:
    value = values.get(fault.name)
    if value is None:
        return ""
    for limit, certainty in zip(fault.limits, _CERTAINTIES, strict=True):
        if value * fault.sign >= limit:
            words = translate("faults", fault.words)
            if fault.name == "motion_blur" and "motion_direction" in values:
                words += ", " + _direction(values["motion_direction"])
            return f"{words} ({translate('faults', certainty)})"
    return ""


def _direction(degrees: float) -> str:
    return translate("faults", next(words for limit, words in _DIRECTIONS if degrees % 180 <= limit))


def _clipping(values: Values) -> list[str]:
    texts = {
        "highlights": translate("faults", "{0} % burnt out to white"),
        "shadows": translate("faults", "{0} % blocked to black"),
    }
    return [
        texts[name].format(f"{100 * values[name]:.0f}")
        for name, least in _CLIPPED
        if values.get(name, 0.0) >= least
    ]


def _horizon(values: Values) -> list[str]:
    tilt = values.get("tilt", 0.0)
    if abs(tilt) < _LEAST_TILT:
        return []
    right = translate("faults", "horizon drops {0}° to the right ({1})")
    left = translate("faults", "horizon drops {0}° to the left ({1})")
    text = right if tilt > 0 else left
    return [text.format(f"{abs(tilt):.1f}", translate("faults", _CERTAINTIES[0]))]
