"""The frames that a filter, perhaps a saved one of the window, lets through, for commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aesthcull import places
from aesthcull.commands.common import UsageError

if TYPE_CHECKING:
    from aesthcull.catalogue.records import Frame, Shoot
    from aesthcull.job import Job
    from aesthcull.pipeline import Workplace
    from aesthcull.selection.filters import Filter


def filtered(work: Workplace, shoot: Shoot, frames: Sequence[Frame], name: str, job: Job) -> list[Frame]:
    """Those of the shoot's `frames` that pass the saved filter, in their order. Raises UsageError where there
    is no filter of that name."""
    from aesthcull.gui.find.saved import SavedFilters, SavedFiltersError

    try:
        saved = SavedFilters(places.saved_filters_file()).load()
    except SavedFiltersError as error:
        raise UsageError(str(error)) from error
    wanted = next((each.wanted for each in saved if each.name == name), None)
    if wanted is None:
        names = ", ".join(each.name for each in saved) or "none yet"
        raise UsageError(f"no saved filter {name!r}; there are: {names}")
    return passing(work, shoot, frames, wanted, job)


def passing(work: Workplace, shoot: Shoot, frames: Sequence[Frame], wanted: Filter, job: Job) -> list[Frame]:
    """Those of the shoot's `frames` that pass a filter, in their order."""
    from aesthcull.catalogue.column_reading import read_changed
    from aesthcull.selection.criteria import mask

    columns = read_changed(work.catalogue, shoot, [frame.id for frame in frames], job)
    passed = set(columns.ids[mask(columns, wanted)].tolist())
    return [frame for frame in frames if frame.id in passed]
