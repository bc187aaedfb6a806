"""darktable takes over what we write, and what it writes survives us: its command line imports a picture with
our sidecar into a new library, which is then asked; it writes the sidecar itself in the end.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp.packet import begin, parse
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.reading import read_marks
from aesthcull.exchange.xmp.writing import put_marks
from tests.exchange.xmp.forms import without_ours
from tests.interop.programs import InDarktable, darktable

MARKS = Marks(None, 4, "green", "A title", "Words", frozenset({"animal|bird|eagle", "sky"}))


@pytest.fixture
def picture(tmp_path: Path, sample_shoot: Path) -> Path:
    return Path(shutil.copy(sample_shoot / "IMG_0001.JPG", tmp_path / "IMG_0001.JPG"))


def write(picture: Path, marks: Marks, profile: str) -> Path:
    sidecar = picture.with_name(picture.name + ".xmp")
    packet = parse(sidecar.read_bytes()) if sidecar.exists() else begin()
    put_marks(packet, marks, XmpSettings(profile=profile))
    sidecar.write_bytes(packet.to_bytes())
    return sidecar


def imported(picture: Path, name: str) -> InDarktable:
    scratch = picture.parent / name
    scratch.mkdir()
    return darktable(picture, scratch)


@pytest.mark.parametrize("profile", ["common", "darktable"])
def test_darktable_takes_over_our_marks(picture: Path, profile: str) -> None:
    write(picture, MARKS, profile)
    told = imported(picture, "first")
    assert (told.stars, told.rejected, told.labels) == (4, False, {2})
    assert told.tags == {"animal|bird|eagle", "sky"}
    assert (told.title, told.description) == ("A title", "Words")


@pytest.mark.parametrize("profile", ["common", "darktable"])
def test_darktable_sees_our_rejects(picture: Path, profile: str) -> None:
    write(picture, Marks(flag="reject", rating=3), profile)
    assert imported(picture, "first").rejected


def test_darktables_sidecar_survives_our_write(picture: Path) -> None:
    first = imported(picture, "first")
    sidecar = picture.with_name("IMG_0001.JPG.xmp")
    before = sidecar.read_bytes()
    assert first.history > 0
    assert b"darktable:history" in before
    write(picture, MARKS, "common")
    after = sidecar.read_bytes()
    assert without_ours(after) == without_ours(before)
    second = imported(picture, "second")
    assert (second.stars, second.labels, second.tags) == (4, {2}, {"animal|bird|eagle", "sky"})
    assert second.history == first.history
    entries = re.compile(rb'darktable:(?:operation|params|modversion)="[^"]*"')
    assert entries.findall(sidecar.read_bytes()) == entries.findall(before)  # as darktable wrote it again


def test_we_read_what_darktable_wrote(picture: Path) -> None:
    write(picture, MARKS, "darktable")
    imported(picture, "first")  # darktable writes the sidecar anew
    sidecar = picture.with_name("IMG_0001.JPG.xmp")
    assert b"Exiv2" in sidecar.read_bytes()
    assert b"darktable:colorlabels" in sidecar.read_bytes()
    assert read_marks(sidecar.read_bytes()) == MARKS
    changed = Marks("reject", 0, "blue", "Another", None, frozenset({"sky"}))
    write(picture, changed, "darktable")
    second = imported(picture, "second")
    assert (second.rejected, second.labels, second.tags) == (True, {3}, {"sky"})
    assert (second.title, second.description) == ("Another", "")
