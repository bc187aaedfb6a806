"""What was chosen for an upload the last time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

from PySide6.QtCore import QSettings

_KEY = "upload"


@dataclass(frozen=True)
class UploadChoices:
    """`agency` is the id of one; `keywords` at most, 0 for as many as it takes; `sure` is the least
    confidence of the machine's keywords in percent; `folder` is where the last CSV went."""

    agency: str = "adobe"
    keywords: int = 0
    sure: int = 0
    folder: str = ""


def recall(settings: QSettings) -> UploadChoices:
    """What was chosen last; what cannot be understood is as at first."""
    try:
        known = json.loads(str(settings.value(_KEY, "{}")))
    except ValueError:
        known = {}
    first = UploadChoices()
    kept = {
        field.name: known[field.name]
        for field in fields(UploadChoices)
        if isinstance(known, dict) and type(known.get(field.name)) is type(getattr(first, field.name))
    }
    return UploadChoices(**{**asdict(first), **kept})


def remember(settings: QSettings, choices: UploadChoices) -> None:
    """Keep what was chosen."""
    settings.setValue(_KEY, json.dumps(asdict(choices)))
