"""Work in a thread: what comes back, on which thread, and that nothing outlives its dialog."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from aesthcull.catalogue.store import CatalogueError
from aesthcull.gui.background import Background
from aesthcull.job import Job


@pytest.fixture
def dialog(qtbot: QtBot) -> QDialog:
    made = QDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def _until_cancelled(job: Job) -> None:
    job.stage("Waiting", 1000)
    while True:
        job.advance()
        time.sleep(0.002)


def test_what_the_work_returns_is_told_on_the_gui_thread(dialog: QDialog, qtbot: QtBot) -> None:
    background = Background(dialog)
    told: list[tuple[object, int]] = []
    background.finished.connect(lambda result: told.append((result, threading.get_ident())))
    with qtbot.waitSignal(background.finished):
        background.start(lambda _job: threading.get_ident())
    (worker, gui) = told[0]
    assert gui == threading.get_ident() != worker
    assert not background.running and background.job is None


def test_nothing_is_a_result_too(dialog: QDialog, qtbot: QtBot) -> None:
    background = Background(dialog)
    with qtbot.waitSignal(background.finished) as told:
        background.start(lambda _job: None)
    assert told.args == [None]


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (CatalogueError("catalogue x: the disk is full"), "catalogue x: the disk is full"),
        (
            FileNotFoundError(2, "No such file or directory", "/a/b.csv"),
            "/a/b.csv: no such file or directory",
        ),
        (MemoryError(), "there is not enough memory for this"),
        (ValueError("two\nlines"), "the program failed: ValueError: two lines"),
        (KeyError(), "the program failed: KeyError"),
    ],
)
def test_every_error_becomes_one_line(dialog: QDialog, qtbot: QtBot, error: Exception, line: str) -> None:
    def fail(_job: Job) -> None:
        raise error

    background = Background(dialog)
    with qtbot.waitSignal(background.failed) as told:
        background.start(fail)
    assert told.args == [line]


def test_an_unexpected_error_leaves_its_traceback_on_standard_error(
    dialog: QDialog, qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    background = Background(dialog)
    with qtbot.waitSignal(background.failed):
        background.start(lambda _job: 1 // 0)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_cancel_is_told_once_and_progress_can_be_followed_until_then(dialog: QDialog, qtbot: QtBot) -> None:
    background = Background(dialog)
    job = background.start(_until_cancelled)
    assert background.job is job
    qtbot.waitUntil(lambda: job.snapshot().done > 3)
    with qtbot.waitSignal(background.cancelled):
        background.cancel()
    background.cancel()  # nothing goes on: nothing happens
    assert not background.running


def test_later_work_replaces_earlier_work(dialog: QDialog, qtbot: QtBot) -> None:
    background = Background(dialog)
    told: list[object] = []
    for signal in (background.finished, background.failed, background.cancelled):
        signal.connect(lambda *what: told.append(what))
    first = background.start(_until_cancelled)
    with qtbot.waitSignal(background.finished):
        background.start(lambda _job: "second")
    qtbot.wait(60)
    assert first.cancelled
    assert told == [("second",)]


def test_work_may_be_started_by_who_is_told_of_the_last(dialog: QDialog, qtbot: QtBot) -> None:
    background = Background(dialog)
    told: list[object] = []

    def go_on(result: object) -> None:
        told.append(result)
        if len(told) < 3:
            background.start(lambda _job: len(told))

    background.finished.connect(go_on)
    background.start(lambda _job: 0)
    qtbot.waitUntil(lambda: told == [0, 1, 2])


def test_a_dialog_that_closes_stops_its_work(dialog: QDialog, qtbot: QtBot) -> None:
    background = Background(dialog)
    told: list[object] = []
    background.cancelled.connect(lambda: told.append("cancelled"))
    ended = threading.Event()

    def work(job: Job) -> None:
        try:
            _until_cancelled(job)
        finally:
            ended.set()

    background.start(work)
    dialog.close()
    assert ended.is_set()
    qtbot.wait(60)
    assert not told and not background.running


def test_a_parent_deleted_in_the_middle_cancels_the_work(qtbot: QtBot) -> None:
    parent = QWidget()
    job = Background(parent).start(_until_cancelled)
    parent.deleteLater()
    qtbot.waitUntil(lambda: job.cancelled)
