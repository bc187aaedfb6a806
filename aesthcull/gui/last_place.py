"""Where each shoot was left: the current frame and the view, so that it opens there again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

_KEY = "last_places"
_MOST = 200  # shoots remembered, the latest ones


@dataclass(frozen=True)
class Place:
    """The current frame's id in the catalogue, the name of the view, whether series were collapsed."""

    frame_id: int
    view: str = "grid"
    collapsed: bool = False


def remember(settings: QSettings, folder: Path, place: Place) -> None:
    """Keep where a shoot was left."""
    places = _read(settings)
    places.pop(str(folder), None)
    places[str(folder)] = asdict(place)
    kept = dict(list(places.items())[-_MOST:])
    settings.setValue(_KEY, json.dumps(kept))


def recall(settings: QSettings, folder: Path) -> Place | None:
    """Where a shoot was left; None when it never was, or what is kept cannot be understood."""
    found = _read(settings).get(str(folder))
    if not isinstance(found, dict) or not isinstance(found.get("frame_id"), int):
        return None
    return Place(found["frame_id"], str(found.get("view", "grid")), found.get("collapsed") is True)


def _read(settings: QSettings) -> dict[str, object]:
    try:
        found = json.loads(str(settings.value(_KEY, "{}")))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
