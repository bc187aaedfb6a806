"""Where each shoot was left: the current frame, the view, the filter and the order, so that it opens there
again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QSettings

from aesthcull.selection.filters import Filter
from aesthcull.selection.order import SIMILARITY, Order

_KEY = "last_places"
_MOST = 200  # shoots remembered, the latest ones


@dataclass(frozen=True)
class Place:
    """The current frame's id in the catalogue, the name of the view, whether series were collapsed, what was
    shown and how it was sorted."""

    frame_id: int
    view: str = "grid"
    collapsed: bool = False
    wanted: Filter = field(default_factory=Filter)
    order: Order = field(default_factory=Order)


def remember(settings: QSettings, folder: Path, place: Place) -> None:
    """Keep where a shoot was left."""
    places = _read(settings)
    places.pop(str(folder), None)
    places[str(folder)] = {
        "frame_id": place.frame_id,
        "view": place.view,
        "collapsed": place.collapsed,
        "filter": replace(place.wanted, only=None).to_json(),  # similar frames are looked for anew
        "order": asdict(place.order),
    }
    kept = dict(list(places.items())[-_MOST:])
    settings.setValue(_KEY, json.dumps(kept))


def recall(settings: QSettings, folder: Path) -> Place | None:
    """Where a shoot was left; None when it never was, or what is kept cannot be understood."""
    found = _read(settings).get(str(folder))
    if not isinstance(found, dict) or not isinstance(found.get("frame_id"), int):
        return None
    return Place(
        frame_id=found["frame_id"],
        view=str(found.get("view", "grid")),
        collapsed=found.get("collapsed") is True,
        wanted=Filter.from_json(found.get("filter")),
        order=_order(found.get("order")),
    )


def _order(found: object) -> Order:
    if not isinstance(found, dict) or not isinstance(found.get("sort"), str) or found["sort"] == SIMILARITY:
        return Order()
    return Order(found["sort"], found.get("descending") is True)


def _read(settings: QSettings) -> dict[str, object]:
    try:
        found = json.loads(str(settings.value(_KEY, "{}")))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
