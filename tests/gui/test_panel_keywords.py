from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from aesthcull.gui.panel.keyword_field import KeywordField
from aesthcull.gui.panel.keyword_list import KeywordList
from aesthcull.gui.panel.summary import KeywordLine

Told = list[tuple[str, object]]
LINES = (
    KeywordLine("beach", 1, 1, None),
    KeywordLine("gull", 1, 0, 0.93, ("keywords@1.0",)),
    KeywordLine("sea", 1, 0, 0.61, ("scene@1.0",)),
)


@pytest.fixture
def listed(qtbot: QtBot) -> tuple[KeywordList, Told]:
    found, told = KeywordList(), Told()
    qtbot.addWidget(found)
    found.resize(280, 100)
    found.show_keywords(LINES, 1)
    found.show()
    found.accepted.connect(lambda word: told.append(("accept", word)))
    found.removed.connect(lambda word: told.append(("remove", word)))
    found.left.connect(lambda: told.append(("left", None)))
    return found, told


def test_one_click_accepts_and_one_removes(listed: tuple[KeywordList, Told]) -> None:
    found, told = listed
    row = found.visualRect(found.model().index(1, 0))
    for from_edge in (36, 12):
        point = QPoint(row.right() - from_edge, row.center().y())
        QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=row.topLeft() + QPoint(8, 8))
    assert told == [("accept", "gull"), ("remove", "gull")]


def test_keywords_are_decided_with_the_keyboard_alone(listed: tuple[KeywordList, Told]) -> None:
    found, told = listed
    found.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Delete, Qt.Key.Key_Escape):
        QTest.keyClick(found, key)
    assert told == [("accept", "gull"), ("remove", "sea"), ("left", None)]


def test_the_chosen_place_stays_when_its_word_goes(listed: tuple[KeywordList, Told]) -> None:
    found, _ = listed
    found.setCurrentIndex(found.model().index(1, 0))
    found.show_keywords((LINES[1], LINES[0], LINES[2]), 1)
    assert found.currentIndex().row() == 0  # the word has moved
    found.show_keywords((LINES[0], LINES[2]), 1)
    assert found.currentIndex().row() == 0  # its neighbour
    found.show_keywords((), 1)
    assert found.isHidden()


def test_a_frame_without_keywords_leaves_no_gap(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(KeywordList())
    window.show()
    assert column.sizeHint().height() < 40


def test_each_row_is_told_to_who_cannot_see_it(listed: tuple[KeywordList, Told]) -> None:
    found, _ = listed
    said = [found.model().index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert said == [
        "beach – accepted",
        "gull – suggested by keywords@1.0, 93 %",
        "sea – suggested by scene@1.0, 61 %",
    ]
    found.show_keywords([KeywordLine("beach", 2, 1, 0.8, ("scene@1.0",))], 5)
    assert found.model().index(0, 0).data() == "beach  2 / 5"


@pytest.fixture
def field(qtbot: QtBot) -> tuple[KeywordField, Told]:
    found, told = KeywordField(), Told()
    qtbot.addWidget(found)
    found.offer(["beach", "beach hut", "Berlin", "sea"])
    found.show()
    found.setFocus()
    QApplication.processEvents()
    found.entered.connect(lambda words: told.append(("entered", words)))
    found.refused.connect(lambda why: told.append(("refused", why)))
    found.left.connect(lambda: told.append(("left", None)))
    return found, told


def settle() -> None:
    QApplication.processEvents()
    QApplication.processEvents()


def test_enter_adds_what_was_typed_parted_by_commas(field: tuple[KeywordField, Told]) -> None:
    found, told = field
    QTest.keyClicks(found, " our trip, sea,, sea ")
    QTest.keyClick(found, Qt.Key.Key_Return)
    settle()
    assert told == [("entered", ("our trip", "sea"))] and found.text() == ""
    QTest.keyClick(found, Qt.Key.Key_Return)
    settle()
    assert len(told) == 1


def test_a_chosen_completion_is_added_once_and_the_field_is_empty(field: tuple[KeywordField, Told]) -> None:
    found, told = field
    QTest.keyClicks(found, "own, be")
    popup = found.completer().popup()
    assert popup.isVisible() and popup.model().rowCount() == 3
    QTest.keyClick(popup, Qt.Key.Key_Down)
    assert found.text() == "own, beach"
    QTest.keyClick(popup, Qt.Key.Key_Return)
    settle()
    assert told == [("entered", ("own", "beach"))] and found.text() == ""


def test_a_word_that_is_too_long_stays_in_the_field_and_says_why(field: tuple[KeywordField, Told]) -> None:
    found, told = field
    found.setText("x" * 201)
    QTest.keyClick(found, Qt.Key.Key_Return)
    settle()
    assert told[0][0] == "refused" and found.text() == "x" * 201


def test_esc_leaves_the_field(field: tuple[KeywordField, Told]) -> None:
    found, told = field
    QTest.keyClicks(found, "zz")
    QTest.keyClick(found, Qt.Key.Key_Escape)
    assert told == [("left", None)] and found.text() == ""
