"""The frames model: rows, ids and records stay in step whatever changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.gui.frames.model import FRAME_ROLE, FramesModel
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import NAME, NEEDS_DECISION, TIME, Order, Stacks, arrange
from tests.selection.frames import at, columns_of, frame, place

FRAMES = [
    frame(5, name="/s/a.jpg", capture=at(3), flag="pick"),
    frame(3, name="/s/b.jpg", capture=at(2), series=place(7)),
    frame(9, name="/s/c.jpg", capture=at(1), series=place(7, suggested=True)),
    frame(4, name="/s/d.jpg", missing=True),
    frame(1, name="/s/e.jpg", capture=at(0), flag="reject"),
]


@pytest.fixture
def model(qapp: QApplication) -> FramesModel:
    del qapp
    made = FramesModel()
    made.set_columns(columns_of(FRAMES))
    return made


def consistent(model: FramesModel) -> list[int]:
    """The ids shown, after a look at every way to a row."""
    ids = [model.frame_at(row).id for row in range(model.rowCount())]
    assert ids == model.ids.tolist() and model.rows_of(ids).tolist() == list(range(len(ids)))
    assert [model.index(row).data(FRAME_ROLE).id for row in range(len(ids))] == ids
    return ids


def test_rows_are_in_the_order_asked_for_without_missing_frames(model: FramesModel) -> None:
    assert consistent(model) == [1, 9, 3, 5] and len(model) == 4
    model.select(order=Order(NAME))
    assert consistent(model) == [5, 3, 9, 1]
    model.select(wanted=Filter(flags=frozenset({"pick", "reject"})))
    assert consistent(model) == [5, 1] and model.order == Order(NAME)
    assert model.row_of(3) is None and model.row_of(4) is None and model.row_of(77) is None
    hidden = model.frame_of(3)
    assert hidden is not None and hidden.path == Path("/s/b.jpg") and model.frame_of(4) is None
    assert model.counts() == (4, 1, 1)


def test_a_mark_that_keeps_the_order_repaints_its_row_and_no_more(model: FramesModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as told:
        model.set_marks([9], {"rating": 3, "label": "red"})
    assert [index.row() for index in told.args[:2]] == [1, 1]
    assert (model.frame_at(1).rating, model.frame_at(1).label) == (3, "red")


def test_a_mark_that_takes_a_frame_out_of_the_filter_resets(model: FramesModel, qtbot: QtBot) -> None:
    model.select(Filter(flags=frozenset({"unflagged"})))
    with qtbot.waitSignals([model.modelReset, model.altered]):
        model.set_marks([9], {"flag": "pick"})
    assert consistent(model) == [3]


@pytest.mark.parametrize("sort", [TIME, NAME, NEEDS_DECISION])
def test_marks_and_filters_leave_what_sorting_all_anew_would_give(model: FramesModel, sort: str) -> None:
    model.select(order=Order(sort))
    for mark, wanted in (("pick", "unflagged"), (None, "pick"), ("reject", "unflagged")):
        model.set_marks([9, 3], {"flag": mark, "rating": 2})
        model.select(Filter(flags=frozenset({wanted, "reject"})))
        anew = arrange(model.columns, model.wanted, model.order, model.stacks)
        assert consistent(model) == model.columns.ids[anew].tolist()


def test_before_a_reset_rows_still_mean_what_they_did(model: FramesModel) -> None:
    seen: list[list[int]] = []
    model.modelAboutToBeReset.connect(lambda: seen.append(consistent(model)))
    model.put(columns_of([frame(20, name="/s/a0.jpg", capture=at(9)), frame(21, name="/s/b0.jpg")]))
    assert seen == [[1, 9, 3, 5]]
    assert consistent(model) == [1, 9, 3, 5, 20, 21] and len(model) == 6


def test_frames_that_vanish_and_come_back_keep_their_marks(model: FramesModel) -> None:
    model.put(columns_of([frame(5, name="/s/a.jpg", capture=at(3), flag="pick", missing=True)]))
    assert consistent(model) == [1, 9, 3] and model.counts() == (3, 0, 1)
    model.put(columns_of([FRAMES[0]]))
    assert consistent(model) == [1, 9, 3, 5] and model.counts() == (4, 1, 1)


def test_a_rejected_suggestion_leaves_the_top_of_its_stack_to_a_pick(model: FramesModel) -> None:
    model.select(stacks=Stacks(collapsed=True))
    model.set_marks([9], {"flag": "reject"})
    assert consistent(model) == [1, 9, 5]
    model.set_marks([3], {"flag": "pick"})
    assert consistent(model) == [1, 3, 5]
    model.set_marks([9], {"flag": None})
    assert consistent(model) == [1, 9, 5]


def test_a_series_is_collapsed_and_one_of_them_expanded_by_hand(model: FramesModel) -> None:
    assert not model.is_collapsed(7)
    model.select(stacks=Stacks(collapsed=True))
    assert consistent(model) == [1, 9, 5] and model.is_collapsed(7)
    model.select(stacks=Stacks(collapsed=True, toggled=frozenset({7})))
    assert consistent(model) == [1, 9, 3, 5] and not model.is_collapsed(7)


def test_an_empty_model_answers_everything(qapp: QApplication) -> None:
    del qapp
    model = FramesModel()
    assert consistent(model) == [] and model.row_of(1) is None and model.frame_of(1) is None
    model.set_marks([1], {"flag": "pick"})
    model.refresh(1)
    assert model.counts() == (0, 0, 0) and not model.is_collapsed(1)
