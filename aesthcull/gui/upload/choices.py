"""What was chosen for an upload the last time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields

from PySide6.QtCore import QSettings

_KEY = "upload"


@dataclass(frozen=True)
class UploadChoices:
    """`agency` is the id of one; `keywords` at most, 0 for as many as it takes; `sure` is the least
    confidence of the machine's keywords in percent; `folder` is where the last CSV went; `categories` has, by
    the agency's id, the category of frames without one: "" for none; without an entry it is suggested."""

    agency: str = "adobe"
    keywords: int = 0
    sure: int = 0
    folder: str = ""
    categories: dict[str, str] = field(default_factory=dict)


def recall(settings: QSettings) -> UploadChoices:
    """What was chosen last; what cannot be understood is as at first."""
    try:
        known = json.loads(str(settings.value(_KEY, "{}")))
    except ValueError:
        known = {}
    first = UploadChoices()
    kept = {
        each.name: known[each.name]
        for each in fields(UploadChoices)
        if isinstance(known, dict) and type(known.get(each.name)) is type(getattr(first, each.name))
    }
    return UploadChoices(**{**asdict(first), **kept})


def remember(settings: QSettings, choices: UploadChoices) -> None:
    """Keep what was chosen."""
    settings.setValue(_KEY, json.dumps(asdict(choices)))
