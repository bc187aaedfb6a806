"""A fault while painting costs one picture, not the program.

The error's traceback keeps the painter. Unless it was ended, Qt crashes once it is freed after its widget.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import aesthcull.gui
from aesthcull.gui.viewing.picture_view import PictureView
from aesthcull.gui.window import MainWindow
from tests.gui.conftest import press


def test_a_fault_while_painting_leaves_no_painter_on_the_widget(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PictureView, "_paint_picture", lambda *_: 1 / 0)
    with qtbot.captureExceptions() as errors:
        press(window, "Return")
        qtbot.waitUntil(lambda: bool(errors))
        assert not window.viewing.loupe.canvas.paintingActive()
        press(window, "P")  # the window lives on
    assert all(kind is ZeroDivisionError for kind, _, _ in errors)
    monkeypatch.undo()
    window.viewing.loupe.canvas.repaint()
    assert not window.viewing.loupe.canvas.grab().isNull()


def test_every_painter_is_ended_by_a_with_statement() -> None:
    folder = Path(str(aesthcull.gui.__file__)).parent
    assert [place for path in sorted(folder.rglob("*.py")) for place in _not_ended(path)] == []


def _not_ended(path: Path) -> list[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    ended = {item.context_expr for n in nodes if isinstance(n, ast.With) for item in n.items}
    made = [n for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    return [f"{path.name}:{call.lineno}" for call in made if call.func.id == "QPainter" and call not in ended]
