"""Frames similar to one and the way back; saved filters, which survive a restart and broken files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull import places
from aesthcull.gui.find import similar
from aesthcull.gui.find.built_in import PICKS, built_in
from aesthcull.gui.find.saved import Saved, SavedFilters, SavedFiltersError
from aesthcull.gui.find.saved_dialog import SavedDialog
from aesthcull.gui.window import MainWindow
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import SIMILARITY, Order, Stacks
from tests.conftest import MakePhoto
from tests.gui.conftest import OpenWindow, choose, current, press, settle, shown

BEACH = Saved("Beach", Filter(text="beach", flags=frozenset({"pick"})), Order("sharpness", True))


@pytest.fixture
def likes(open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto) -> MainWindow:
    """Pairs of frames that look alike, hours apart: 0 and 3, 1 and 4, 2 and 5."""
    folder = tmp_path / "likes"
    for n in range(6):
        size = (320, 240) if n < 3 else (330, 248)
        make_photo(folder / f"{n}.jpg", seed=n % 3, size=size, time=f"2024:05:01 {10 + n}:00:00")
    window = open_window(folder)
    window.grid.go_to(4)
    return window


def look_for_similar(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "Ctrl+Shift+F")
    qtbot.waitUntil(lambda: not window.finding.similar._background.running, timeout=30_000)
    QApplication.processEvents()


def chips(window: MainWindow) -> list[str]:
    return [button.chip.text for button in window.filters.chips._buttons]


def test_similar_frames_come_by_similarity_and_a_key_leads_back(likes: MainWindow, qtbot: QtBot) -> None:
    choose(likes, "sort", "name")
    press(likes, "E")
    assert current(likes) == "4.jpg"
    look_for_similar(likes, qtbot)
    assert shown(likes)[:2] == ["4.jpg", "1.jpg"] and current(likes) == "4.jpg"
    assert likes.views.name == "grid" and chips(likes) == ["similar to 4.jpg"]
    assert likes.filters.sort.by.currentData() == SIMILARITY
    press(likes, "Right")
    press(likes, "P")
    press(likes, "Alt+Left")
    assert likes.views.name == "loupe" and current(likes) == "4.jpg"
    assert shown(likes) == [f"{n}.jpg" for n in range(6)] and likes.model.order.sort == "name"
    assert likes.model.frame_at(1).flag == "pick"


def test_esc_on_the_chip_leads_back_to_the_filter_that_was(likes: MainWindow, qtbot: QtBot) -> None:
    likes.finding.show(Filter(text="jpg"))
    look_for_similar(likes, qtbot)
    press(likes, "Right")
    look_for_similar(likes, qtbot)  # from one to the next
    assert shown(likes)[0] == "1.jpg"
    likes.filters.chips._buttons[0].setFocus()
    press(likes, "Esc")
    assert likes.model.wanted == Filter(text="jpg") and current(likes) == "4.jpg"


def test_similar_frames_can_be_filtered_and_the_filter_cleared(likes: MainWindow, qtbot: QtBot) -> None:
    choose(likes, "sort", "name")
    press(likes, "X")
    likes.grid.go_to(4)
    look_for_similar(likes, qtbot)
    press(likes, "F9")
    assert shown(likes) == ["4.jpg"] and len(chips(likes)) == 2
    press(likes, "Ctrl+L")
    assert shown(likes) == [f"{n}.jpg" for n in range(6)] and likes.model.order.sort == "name"
    press(likes, "Alt+Left")  # there is no way back any more
    assert len(shown(likes)) == 6


def test_stacks_are_expanded_for_similar_frames_and_collapsed_again(likes: MainWindow, qtbot: QtBot) -> None:
    press(likes, "S")
    look_for_similar(likes, qtbot)
    assert likes.model.stacks == Stacks() and not likes.actions_by_id["collapse"].isChecked()
    press(likes, "Alt+Left")
    assert likes.model.stacks.collapsed and likes.actions_by_id["collapse"].isChecked()


def test_a_frame_that_cannot_be_read_has_no_similar_ones(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    make_photo(tmp_path / "s" / "good.jpg")
    (tmp_path / "s" / "bad.jpg").write_bytes(b"\xff\xd8 no photograph")
    window = open_window(tmp_path / "s")
    window.grid.go_to(shown(window).index("bad.jpg"))
    look_for_similar(window, qtbot)
    assert window.messages.isVisible() and "bad.jpg" in window.messages.text.text()
    assert len(shown(window)) == 2


def test_a_search_is_dropped_when_another_shoot_is_opened(
    likes: MainWindow, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    make_photo(tmp_path / "other" / "x.jpg")
    press(likes, "Ctrl+Shift+F")
    likes.shoot.open(tmp_path / "other")
    settle(likes, qtbot)
    assert shown(likes) == ["x.jpg"] and likes.model.wanted == Filter()


def test_only_so_many_frames_are_similar(
    likes: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar, "MOST", 2)
    look_for_similar(likes, qtbot)
    assert len(shown(likes)) == 3 and shown(likes)[0] == "4.jpg"


# Saved filters


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "filters.json"


def test_a_filter_is_saved_and_chosen_after_a_restart(open_window: OpenWindow, likes: MainWindow) -> None:
    likes.finding.show(Filter(text="3"), Order("name", True))
    press(likes, "Ctrl+Alt+F")
    dialog = likes.findChild(SavedDialog)
    assert dialog is not None and dialog.name.hasFocus()
    QTest.keyClicks(dialog.name, "Threes")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.list.count() == 1 and dialog.isVisible()
    dialog.close()
    folder = likes.shoot.folder
    likes.close()
    again = open_window(folder)
    again.finding.saved_menu.aboutToShow.emit()
    actions = {a.text(): a for a in again.finding.saved_menu.actions()}
    assert list(actions)[:5] == ["Picks", "Undecided", "Best of each series", "Rejects", "Cannot be read"]
    actions["Threes"].trigger()
    assert shown(again) == ["3.jpg"] and again.model.order == Order("name", True)


def test_saved_filters_are_renamed_overwritten_and_deleted(likes: MainWindow) -> None:
    saved = likes.finding.saved
    saved.put(BEACH)
    likes.finding.show(Filter(text="1"))
    dialog = likes.finding.manage()
    QApplication.processEvents()
    dialog.list.setFocus()
    dialog.list.setCurrentRow(0)
    QTest.keyClick(dialog.list, Qt.Key.Key_F2)
    assert dialog.name.text() == "Beach" and dialog.name.hasFocus() and dialog.save.text() == "Overwrite"
    QTest.keyClicks(dialog.name, "Shore")
    dialog.rename.click()
    assert [s.name for s in saved.load()] == ["Shore"] and saved.load()[0].wanted == BEACH.wanted
    dialog.name.setText("Shore")
    dialog.save.click()
    assert saved.load() == [Saved("Shore", Filter(text="1"), likes.model.order)]
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert dialog.question.isVisible() and len(saved.load()) == 1
    dialog.question.no.click()
    assert len(saved.load()) == 1
    dialog.delete.click()
    dialog.question.yes.click()
    assert saved.load() == [] and dialog.list.count() == 0


def test_the_name_of_one_that_is_always_there_is_refused(likes: MainWindow) -> None:
    dialog = likes.finding.manage()
    dialog.name.setText("Picks")
    assert not dialog.save.isEnabled() and "always there" in dialog.message.text()
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert likes.finding.saved.load() == []
    dialog.name.setText("Picks of mine")
    assert dialog.save.isEnabled() and not dialog.message.text()


def test_a_chosen_filter_is_shown_by_enter(likes: MainWindow) -> None:
    likes.finding.saved.put(Saved("Fives", Filter(text="5")))
    dialog = likes.finding.manage()
    dialog.list.setFocus()
    dialog.list.setCurrentRow(0)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert shown(likes) == ["5.jpg"] and not dialog.isVisible()


def test_those_always_there_show_what_they_say(likes: MainWindow) -> None:
    likes.grid.go_to(0)
    for key in "PX3":
        press(likes, key)
    found = {}
    for saved in built_in():
        likes.finding.show_saved(saved)
        found[saved.name] = sorted(shown(likes))
        likes.finding.clear()
    assert found["Picks"] == ["0.jpg"] and found["Rejects"] == ["1.jpg"]
    assert found["Undecided"] == ["3.jpg", "4.jpg", "5.jpg"] and found["Cannot be read"] == []


def test_what_belongs_to_one_shoot_is_not_saved(file: Path) -> None:
    saved = SavedFilters(file)
    saved.put(Saved("x", Filter(only=(1, 2), series=7, text="a"), Order(SIMILARITY)))
    assert saved.load() == [Saved("x", Filter(text="a"), Order())]


def test_what_a_newer_version_wrote_is_read_and_kept(file: Path) -> None:
    file.parent.mkdir()
    newer = {
        "version": 9,
        "colours": ["grey"],
        "filters": [
            {"name": "A", "filter": {"text": "a", "weather": "rain"}, "sort": "name", "icon": 3},
            {"of": "another kind"},
            "a text",
        ],
    }
    file.write_text(json.dumps(newer))
    saved = SavedFilters(file)
    assert saved.load() == [Saved("A", Filter(text="a"), Order("name"))]
    saved.put(BEACH)
    saved.rename("A", "B")
    kept = json.loads(file.read_text())
    assert kept["version"] == 9 and kept["colours"] == ["grey"]
    assert kept["filters"][0] == {**newer["filters"][0], "name": "B"}  # type: ignore[index, dict-item]
    assert kept["filters"][1:3] == newer["filters"][1:]  # type: ignore[index]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"filters": 3}', b"\xff\xfe\x00", b"[" * 100_000])
def test_a_broken_file_is_kept_aside_and_told_of_once(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    saved = SavedFilters(file)
    with pytest.raises(SavedFiltersError) as told:
        saved.load()
    assert "filters.json.broken" in str(told.value) and "\n" not in str(told.value)
    assert file.with_name("filters.json.broken").read_bytes() == content
    assert saved.load() == []
    saved.put(BEACH)
    file.write_bytes(content)
    with pytest.raises(SavedFiltersError):
        saved.put(BEACH)
    assert len(list(file.parent.iterdir())) == 2  # both broken ones are there


def test_a_broken_file_is_told_of_in_the_menu_and_the_dialog(likes: MainWindow) -> None:
    file = places.saved_filters_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("nonsense")
    menu = likes.finding.saved_menu
    menu.fill()
    assert "filters.json.broken" in menu.actions()[-1].text() and not menu.actions()[-1].isEnabled()
    file.write_text("nonsense")
    dialog = likes.finding.manage()
    assert "filters.json.broken" in dialog.message.text()
    dialog.name.setText("New")
    dialog.save.click()
    assert [s.name for s in likes.finding.saved.load()] == ["New"]


def test_a_disk_that_takes_nothing_loses_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = SavedFilters(file)
    saved.put(BEACH)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SavedFiltersError, match=r"filters\.json: no space left"):
        saved.put(Saved("Other", PICKS))
    assert saved.load() == [BEACH] and list(file.parent.iterdir()) == [file]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.dictionaries(st.text(), st.text(), max_size=5), st.text(), st.text())
def test_any_names_can_be_saved_and_renamed(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str], name: str, new: str
) -> None:
    saved = SavedFilters(tmp_path_factory.mktemp("names") / "filters.json")
    for key, text in texts.items():
        saved.put(Saved(key, Filter(text=text)))
    saved.rename(name, new)
    expected = dict(texts)
    if name in texts:
        expected[new] = expected.pop(name)
    assert {s.name: s.wanted.text for s in saved.load()} == expected
