"""The categories of a frame at each agency, as the catalogue keeps them: JSON, names by the agency's id."""

from __future__ import annotations

import json

from aesthcull.catalogue.records import Frame
from aesthcull.exchange.upload.agency import Agency


def stored_categories(frame: Frame, agency: Agency) -> tuple[str, ...]:
    """The names; empty where the user has chosen none."""
    names = _stored(frame).get(agency.id)
    return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


def with_categories(frame: Frame, agency: Agency, names: tuple[str, ...]) -> str | None:
    """What the catalogue keeps once these are the frame's categories at this agency."""
    others = {agency_id: n for agency_id, n in _stored(frame).items() if agency_id != agency.id}
    chosen = {**others, agency.id: list(names)} if names else others
    return json.dumps(chosen, ensure_ascii=False, sort_keys=True) if chosen else None


def _stored(frame: Frame) -> dict[str, object]:
    try:
        found = json.loads(frame.categories or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
