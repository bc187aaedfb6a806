"""The panel and the overlays in the window, by keyboard, as a user meets them."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import decisions, scanning
from aesthcull.catalogue.scanning import NewTags
from aesthcull.gui.models.dialog import ModelsDialog
from aesthcull.gui.window import MainWindow
from tests.gui.conftest import OpenWindow, press, stored


@pytest.fixture
def culling(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Six frames with two suggested keywords each and the panel open, the first frame current."""
    catalogue, ids = window._workplace.catalogue, window.model.ids.tolist()
    model = scanning.register_model(catalogue, "keywords", "1.0", "0" * 64)
    said = NewTags("keywords", "1.0", model, (("landscape", 0.9), ("meadow", 0.6)))
    scanning.store_tags(catalogue, [(i, said) for i in ids])
    window.worker.reread(ids)
    if window.panel.view.isHidden():
        press(window, "I")
    qtbot.waitUntil(lambda: words(window) == ["landscape", "meadow"])
    return window


def words(window: MainWindow) -> list[str]:
    return [line.word for line in window.panel.view.keywords.lines]


def to_field(window: MainWindow) -> None:
    press(window, "Shift+K")
    assert window.focusWidget() is window.panel.view.field


def type_keyword(window: MainWindow, text: str) -> None:
    to_field(window)
    window.panel.view.field.setText(text)  # typing opens the completer, which takes the focus offscreen
    QTest.keyClick(window.panel.view.field, Qt.Key.Key_Return)
    QApplication.processEvents()


def keywords_stored(window: MainWindow, folder: Path, name: str) -> dict[str, str]:
    return {k.name: k.source for k in stored(window, folder)[name].keywords}


def test_the_panel_follows_the_frames(culling: MainWindow, qtbot: QtBot) -> None:
    view = culling.panel.view
    for row in (3, 5):
        culling.grid.go_to(row)
        frame = culling.model.frame_at(row)
        qtbot.waitUntil(lambda frame=frame: view.title.toolTip() == frame.path.name)
        qtbot.waitUntil(lambda: view.votes.votes is not None)
        mean = float(view.votes.votes @ np.arange(1, 11))
        assert mean == pytest.approx(frame.scores["aesthetic"].value, abs=0.01)
    press(culling, "Ctrl+A")
    qtbot.waitUntil(lambda: view.title.toolTip() == "6 frames")
    assert view.votes.isHidden()


def test_a_typed_keyword_is_stored_and_undone_by_name(culling: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    name = culling.model.frame_at(0).path.name
    before = keywords_stored(culling, shoot, name)
    type_keyword(culling, "our trip, Valle")
    after = keywords_stored(culling, shoot, name)
    assert after == {**before, "our trip": "person", "Valle": "person"}
    assert "Add keyword our trip, Valle" in culling.actions_by_id["undo"].text()
    qtbot.waitUntil(lambda: words(culling)[:2] == ["Valle", "our trip"])
    QTest.keyClick(culling.panel.view.field, Qt.Key.Key_Escape)
    assert culling.focusWidget() is culling.grid
    culling.marking.undo()
    assert keywords_stored(culling, shoot, name) == before
    qtbot.waitUntil(lambda: "our trip" not in words(culling))


def test_a_suggestion_is_accepted_and_removed_by_keyboard(
    culling: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    name = culling.model.frame_at(0).path.name
    first, second = words(culling)
    to_field(culling)
    press(culling, "Tab")
    listed = culling.panel.view.keywords
    assert culling.focusWidget() is listed
    QTest.keyClick(listed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed.lines[0].accepted == 1)
    assert keywords_stored(culling, shoot, name)[first] == "person"
    assert f"Accept keyword {first}" in culling.actions_by_id["undo"].text()
    listed.setCurrentIndex(listed.model().index(words(culling).index(second), 0))
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: second not in words(culling))
    assert second not in keywords_stored(culling, shoot, name)
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert culling.focusWidget() is culling.grid


def test_a_keyword_edit_of_several_frames_is_one_step(culling: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    press(culling, "Ctrl+A")
    qtbot.waitUntil(lambda: culling.panel.view.title.toolTip() == "6 frames")
    type_keyword(culling, "our trip")
    frames = stored(culling, shoot)
    assert all("our trip" in [k.name for k in f.keywords] for f in frames.values())
    qtbot.waitUntil(lambda: words(culling)[0] == "our trip")
    culling.panel.view.keywords.removed.emit("our trip")
    undo = culling.actions_by_id["undo"].text()
    assert "Remove keyword our trip from 6 frames" in undo
    culling.marking.undo()
    culling.marking.undo()
    after = stored(culling, shoot)
    assert not any("our trip" in [k.name for k in f.keywords] for f in after.values())


def test_what_another_program_decided_is_shown_after_a_reread(culling: MainWindow, qtbot: QtBot) -> None:
    frame = culling.model.frame_at(0)
    gone = words(culling)[0]
    decisions.mark(culling._workplace.catalogue, [frame.id], {"dismissed": gone}, "elsewhere")
    culling.worker.reread([frame.id])
    qtbot.waitUntil(lambda: gone not in words(culling))


def test_a_score_opens_the_card_of_its_model(culling: MainWindow) -> None:
    row = next(r for r in culling.panel.view.rows if r.line is not None and r.line.name == "popular")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    (dialog,) = culling.findChildren(ModelsDialog)
    chosen = dialog.table.current()
    assert chosen is not None and chosen.id == row.line.model
    dialog.reject()


def test_the_panel_stays_as_it_was_left(culling: MainWindow, open_window: OpenWindow) -> None:
    assert not open_window().panel.view.isHidden()
    culling.panel.toggle()
    assert culling.panel.view.isHidden()
    assert open_window().panel.view.isHidden()


@pytest.mark.parametrize(
    ("key", "name"), [("H", "histogram"), ("J", "clipping"), ("D", "focus"), ("O", "thirds")]
)
def test_each_overlay_has_its_key_and_changes_the_loupe(
    culling: MainWindow, qtbot: QtBot, key: str, name: str
) -> None:
    press(culling, "E")
    canvas = culling.viewing.loupe.canvas
    qtbot.waitUntil(lambda: canvas.picture() is not None and canvas.picture().pixels is not None)
    qtbot.wait(300)
    before = canvas.grab().toImage()
    press(culling, key)
    assert name in culling.overlays.on and culling.actions_by_id[name].isChecked()
    if name != "focus":  # of which these smooth pictures have none
        qtbot.waitUntil(lambda: canvas.grab().toImage() != before)
    press(culling, key)
    assert name not in culling.overlays.on and not culling.actions_by_id[name].isChecked()


def test_stepping_with_the_panel_open_does_not_wait_for_it(culling: MainWindow, qtbot: QtBot) -> None:
    press(culling, "E")
    qtbot.wait(300)
    medians = []
    for _ in range(2):  # the panel open, then closed: the rest of the machine's load is alike
        took = []
        for key in 4 * ("Right", "Left"):
            began = time.perf_counter()
            press(culling, key)
            took.append(time.perf_counter() - began)
            qtbot.wait(30)
        medians.append(np.median(took))
        culling.panel.toggle()
    assert medians[0] < medians[1] + 0.008
