"""Presets and conflicts: no key means two things, in any preset; every preset names actions that exist."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aesthcull.gui.actions import ROWS, VIEW_KEYS
from aesthcull.gui.keys.conflicts import VIEWS, Conflict, conflicts
from aesthcull.gui.keys.presets import PRESETS
from aesthcull.gui.keys.scheme import Scheme, portable

BY_ID = {row.id: row for row in ROWS}


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_means_two_things(preset: str) -> None:
    assert conflicts(ROWS, Scheme(preset).all_keys(ROWS)) == []


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_names_actions_that_exist_and_keys_that_qt_knows(preset: str) -> None:
    assert PRESETS[preset].keys() <= BY_ID.keys()
    keys = Scheme(preset).all_keys(ROWS)
    for row_id, some in keys.items():
        assert all(portable(key) == key for key in some), row_id
        assert len(some) <= 2, f"the editor shows two keys, {row_id} has more"


def test_the_keys_of_the_views_are_keys_that_qt_knows() -> None:
    assert all(portable(key) == key for own in VIEW_KEYS for key in own.keys)


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(ROWS)


def test_the_same_key_twice_is_a_conflict() -> None:
    keys = Scheme().all_keys(ROWS) | {"unflag": ("P",)}
    assert conflicts(ROWS, keys) == [Conflict("P", "pick", "unflag")]


def test_a_key_of_the_views_is_a_conflict() -> None:
    keys = Scheme().all_keys(ROWS) | {"unflag": ("Left",)}
    assert conflicts(ROWS, keys) == [Conflict("Left", VIEWS, "unflag")]


def test_actions_of_different_views_may_share_a_key() -> None:
    first = replace(BY_ID["pick"], needs="compare")
    second = replace(BY_ID["reject"], needs="survey")
    keys = {"pick": ("P",), "reject": ("P",)}
    assert conflicts([first, second], keys) == []
    assert conflicts([first, BY_ID["reject"]], keys) == [Conflict("P", "pick", "reject")]


@pytest.mark.parametrize(
    ("preset", "row_id", "key"),
    [
        ("Lightroom", "pick", "P"),
        ("Lightroom", "label_red", "6"),
        ("Photo Mechanic", "toggle_pick", "T"),
        ("Photo Mechanic", "stars_5", "Ctrl+5"),
        ("Photo Mechanic", "label_red", "2"),
        ("darktable", "toggle_reject", "R"),
        ("darktable", "survey", "X"),
        ("darktable", "next", "Space"),
        ("darktable", "previous", "Backspace"),
        ("darktable", "stars_3", "3"),
        ("digiKam", "stars_3", "Ctrl+3"),
        ("digiKam", "pick", "Alt+3"),
        ("digiKam", "label_red", "Ctrl+Alt+1"),
    ],
)
def test_hands_that_know_another_program_find_its_keys(preset: str, row_id: str, key: str) -> None:
    assert key in Scheme(preset).keys(BY_ID[row_id])
