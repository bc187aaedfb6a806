"""What was chosen for a delivery or an ingest the last time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Literal

from PySide6.QtCore import QSettings

from aesthcull.exchange.delivery.settings import DATED_FOLDER, KEEP_NAME

FRAMES = ("picks", "shown", "selected", "rejects")
Which = Literal["deliver", "ingest"]


@dataclass(frozen=True)
class Choices:
    """`frames` is one of FRAMES, `kind` and `collisions` as DeliverySettings has them; folders are empty
    where none was chosen."""

    frames: str = "picks"
    kind: str = "copy"
    destination: str = ""
    template: str = KEEP_NAME
    flat: bool = False
    collisions: str = "skip"
    first: int = 1
    backup: str = ""


_FIRST = {"deliver": Choices(), "ingest": Choices(kind="ingest", template=DATED_FOLDER)}


def recall(settings: QSettings, which: Which) -> Choices:
    """What was chosen last; what cannot be understood is as at first."""
    first = _FIRST[which]
    try:
        found = json.loads(str(settings.value(f"delivery/{which}", "{}")))
    except ValueError:
        return first
    known = found if isinstance(found, dict) else {}
    names = [field.name for field in fields(Choices)]
    kept = {name: known[name] for name in names if type(known.get(name)) is type(getattr(first, name))}
    return Choices(**{**asdict(first), **kept})


def remember(settings: QSettings, which: Which, choices: Choices) -> None:
    """Keep what was chosen."""
    settings.setValue(f"delivery/{which}", json.dumps(asdict(choices)))
