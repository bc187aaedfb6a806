"""What was chosen for a report the last time; kept for each kind of report."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Literal

from PySide6.QtCore import QSettings

Kind = Literal["sheet", "proof", "csv"]
KINDS: tuple[Kind, ...] = ("sheet", "proof", "csv")
FRAMES = ("shown", "selected", "picks")
MOST_COLUMNS = 10
SIDES = (512, 1280, 2048)  # pixels of a proof sheet's pictures
_KEY = "reports"


@dataclass(frozen=True)
class Choices:
    """`frames` is one of FRAMES; `form` is pdf or png; `score` is empty for none; `folder` is where reports
    were written the last time, empty when never."""

    frames: str = "shown"
    form: str = "pdf"
    paper: str = "A4"
    landscape: bool = False
    columns: int = 5
    name: bool = True
    stars: bool = True
    flag: bool = True
    score: str = "aesthetic"
    side: int = 1280
    excel: bool = False
    folder: str = ""


def recall(settings: QSettings, kind: Kind) -> Choices:
    """What was chosen last; what cannot be understood is as at first."""
    found = _read(settings).get(kind)
    known = found if isinstance(found, dict) else {}
    first = Choices()
    kept = {
        field.name: known[field.name]
        for field in fields(Choices)
        if type(known.get(field.name)) is type(getattr(first, field.name))
    }
    if kind == "proof":  # as its action is called
        kept["frames"] = "picks"
    return Choices(**{**asdict(first), **kept})


def remember(settings: QSettings, kind: Kind, choices: Choices) -> None:
    """Keep what was chosen."""
    settings.setValue(_KEY, json.dumps(_read(settings) | {kind: asdict(choices)}))


def _read(settings: QSettings) -> dict[str, object]:
    try:
        found = json.loads(str(settings.value(_KEY, "{}")))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
