from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from aesthcull.exchange import listing


def test_cells_that_a_spreadsheet_would_run_are_defused() -> None:
    text = listing.to_csv([{"file": "=cmd|' /C calc'!A0", "n": -3}])
    assert list(csv.reader(io.StringIO(text)))[1] == ["'=cmd|' /C calc'!A0", "-3"]


def test_an_empty_listing_says_so() -> None:
    assert listing.to_table([]) == "(nothing)"
    assert listing.to_csv([]) == ""


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_stays_on_its_line(texts: list[str]) -> None:
    table = listing.to_table([{"name": text, "n": 1.5} for text in texts])
    assert len(table.split("\n")) == len(texts) + 2


@given(st.text())
def test_any_text_survives_json(text: str) -> None:
    assert json.loads(listing.to_json({"a": text}))["a"] == text
