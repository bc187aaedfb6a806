"""The reasons of the lower layers in the user's language: each known text is one that they really say."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

import aesthcull
from aesthcull.gui import problems

PACKAGE = Path(aesthcull.__file__).parent
LOWER = ("exchange", "photos", "pipeline", "catalogue")


class Shouting(QTranslator):
    """A language of capitals."""

    def translate(self, context: str, text: str, *_more: object) -> str | None:  # type: ignore[override]
        return text.upper() if context == "Problems" else None

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def _shouting(qapp: QApplication) -> Iterator[None]:
    translator = Shouting()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other words")
def test_the_systems_reasons_are_those_of_this_system() -> None:
    said = {os.strerror(number).lower() for number in errno.errorcode}
    assert set(problems.OF_SYSTEM) <= said


def test_every_reason_of_a_file_is_said_by_a_lower_layer() -> None:
    source = "\n".join(
        p.read_text("utf-8") for layer in LOWER for p in sorted((PACKAGE / layer).rglob("*.py"))
    )
    assert [text for text in problems.OF_FILES if text not in source] == []


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("permission denied", "PERMISSION DENIED"),
        ("/photos/a: b: no space left on device", "/photos/a: b: NO SPACE LEFT ON DEVICE"),
        ("not written: permission denied", "NOT WRITTEN: PERMISSION DENIED"),
        ("decoding it took longer than 9 s (another file of the frame is shown)",
         "DECODING IT TOOK LONGER THAN 9 S (ANOTHER FILE OF THE FRAME IS SHOWN)"),
        ("/card: no such file or directory; was it pulled out, or moved?",
         "/card: NO SUCH FILE OR DIRECTORY; WAS IT PULLED OUT, OR MOVED?"),
        ("/to: 12.3 GB are needed, 800 MB are free", "/to: 12.3 GB ARE NEEDED, 800 MB ARE FREE"),
        ("cannot be decoded: bad Huffman code", "CANNOT BE DECODED: bad Huffman code"),
        ("another delivery, 12, is at work on it: go on with that, or take it back",
         "ANOTHER DELIVERY, 12, IS AT WORK ON IT: GO ON WITH THAT, OR TAKE IT BACK"),
        ("/p/a.JPG and 2 more: damaged or changed since it was brought; brought again, beside it",
         "/p/a.JPG and 2 more: DAMAGED OR CHANGED SINCE IT WAS BROUGHT; BROUGHT AGAIN, BESIDE IT"),
        ("1,200 files are in a backup only; brought again to /p",
         "1,200 FILES ARE IN A BACKUP ONLY; BROUGHT AGAIN TO /p"),
        ("left on the card, neither pictures nor recordings: 1 × .ctg",
         "LEFT ON THE CARD, NEITHER PICTURES NOR RECORDINGS: 1 × .ctg"),
        ("what nobody foresaw", "what nobody foresaw"),
        ("", ""),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("_shouting")
def test_a_known_reason_is_translated_and_an_unknown_one_is_shown_as_it_is(reason: str, said: str) -> None:
    assert problems.said(reason) == said
