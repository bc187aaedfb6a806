"""The counts of the filter bar are made in a worker while a scan goes on changing the columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from aesthcull.catalogue import queries
from aesthcull.catalogue.column_changes import put
from aesthcull.catalogue.column_reading import read_changed
from aesthcull.gui.find.counting import _still, count
from aesthcull.gui.window import MainWindow
from aesthcull.job import Job
from aesthcull.pipeline import Workplace, scan
from aesthcull.selection.filters import Filter
from tests.conftest import MakePhoto


@pytest.mark.parametrize("what", ["frames are added", "keywords change"])
def test_what_is_counted_stays_as_it_is_while_the_columns_change(
    window: MainWindow, shoot: Path, work: Workplace, make_photo: MakePhoto, what: str
) -> None:
    columns = window.model.columns
    ids = columns.ids.tolist()
    still = _still(columns)
    before = count(still, Filter(), "aesthetic")
    if what == "frames are added":
        make_photo(shoot / "new.jpg", seed=50)
        scan(work, shoot, Job(), lambda found: ids.extend(found))
    else:
        window.marking.mark(ids[:1], "keyword", ("one more", "and another"))
    known = queries.open_shoot(work.catalogue, shoot)
    put(columns, read_changed(work.catalogue, known, sorted(set(ids)), Job()))
    after = count(still, Filter(), "aesthetic")
    assert after.facets == before.facets
    assert before.spread is not None and after.spread is not None
    assert after.spread.bars.tolist() == before.spread.bars.tolist()
