"""XMP is put into TIFFs, DNGs and HEIFs: everything that was there is there afterwards, to the byte."""

from __future__ import annotations

import io
import random
import struct
from pathlib import Path

import numpy as np
import pi_heif
import pytest
from PIL import Image

from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp.embedded.boxes import box
from aesthcull.exchange.xmp.embedded.heif_writing import with_item
from aesthcull.exchange.xmp.embedded.reading import read_packet
from aesthcull.exchange.xmp.embedded.writing import copy_with_packet, is_writable
from aesthcull.exchange.xmp.packet import XmpError, begin, parse
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.reading import read_marks
from aesthcull.exchange.xmp.writing import put_marks
from aesthcull.photos.decode import load_photo
from tests.conftest import picture
from tests.exchange.xmp import pictures
from tests.photos.make_raw import make_raw

MARKS = Marks(rating=4, label="blue", title="A title", keywords=frozenset({"a|b", "c"}))
LONG = Marks(rating=1, description="x" * 5000)


def packet(marks: Marks = MARKS, before: bytes | None = None) -> bytes:
    made = begin() if before is None else parse(before)
    put_marks(made, marks, XmpSettings())
    return made.to_bytes()


def put(path: Path, marks: Marks) -> Path:
    """Write marks into a picture as the program does, beside it, then in its place."""
    beside = path.with_name(f"beside{path.suffix}")
    copy_with_packet(path, beside, packet(marks, in_picture(path)))
    beside.replace(path)
    return path


def in_picture(path: Path) -> bytes | None:
    with path.open("rb") as file:
        return read_packet(file)


def told(path: Path) -> Marks:
    data = in_picture(path)
    return Marks() if data is None else read_marks(data)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("with_xmp", [True, False])
def test_a_tiff_grows_at_its_end_only(tmp_path: Path, order: str, with_xmp: bool) -> None:
    data = pictures.tiff(order, packet=pictures.PACKET if with_xmp else None)
    path = tmp_path / "a.tif"
    path.write_bytes(data)
    assert told(put(path, MARKS)) == MARKS
    after = path.read_bytes()
    assert after[:4] + after[8 : len(data)] == data[:4] + data[8:]
    assert told(put(path, Marks(rating=2))) == Marks(rating=2)
    assert len(path.read_bytes()) == len(after)  # in the place of the first
    assert told(put(path, LONG)) == LONG
    with Image.open(path) as image:
        assert image.getpixel((0, 0)) == 0x80


def test_every_page_of_a_tiff_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    pages = [Image.fromarray(picture(n, (64, 48))) for n in range(3)]
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="tiff_lzw")
    put(put(path, MARKS), LONG)
    with Image.open(path) as image:
        assert image.n_frames == 3  # type: ignore[attr-defined]
        for n in range(3):
            image.seek(n)
            assert np.array_equal(np.asarray(image), picture(n, (64, 48)))


def test_a_dng_keeps_its_picture_its_preview_and_its_exif(tmp_path: Path) -> None:
    path = make_raw(tmp_path / "a.dng", picture(3, (128, 96)), preview=64, time="2024:05:01 10:00:00")
    data, before = path.read_bytes(), load_photo(path)
    put(put(path, MARKS), LONG)
    after = path.read_bytes()
    assert after[:4] + after[8 : len(data)] == data[:4] + data[8:]
    now = load_photo(path)
    assert np.array_equal(now.pixels, before.pixels)
    assert now.metadata == before.metadata
    assert told(path) == LONG


def test_what_cannot_be_done_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    for data, why in (
        (pictures.tiff(big=True), "larger"),
        (b"II*\0\x10\0\0\0CR\2\0" + pictures.tiff()[12:], "its maker's"),
        (b"IIRO" + pictures.tiff()[4:], "its maker's"),
        (pictures.tiff().replace(struct.pack("<HH", 256, 3), struct.pack("<HH", 256, 99)), "no known type"),
        (b"GIF89a" + bytes(20), "another kind"),
    ):
        path.write_bytes(data)
        with pytest.raises(XmpError, match=why):
            put(path, MARKS)
        assert path.read_bytes() == data
    assert not any(is_writable(Path(f"a{suffix}")) for suffix in (".cr2", ".cr3", ".nef", ".arw", ".png"))


def test_a_tiff_of_four_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(pictures.tiff())
    with path.open("r+b") as file:
        file.truncate(2**32 - 1000)  # takes no room on the disk
    with pytest.raises(XmpError, match="4 GB"):
        put(path, LONG)
    assert not (tmp_path / "beside.tif").exists()


HEIFS = {
    "iloc 0": lambda given: pictures.heif(0, packet=given),
    "iloc 1": lambda given: pictures.heif(packet=given),
    "iloc 2, infe 3": lambda given: pictures.heif(2, info=3, packet=given),
    "in the list": lambda given: pictures.heif(method=1, packet=given),
    "wide numbers": lambda given: pictures.heif(sizes=(8, 8, 8), packet=given),
    "bases only": lambda given: pictures.heif(sizes=(0, 4, 4), packet=given),
    "something behind": lambda given: pictures.heif(packet=given, behind=b"a phone's own"),
}


@pytest.mark.parametrize("kind", HEIFS)
@pytest.mark.parametrize("given", [None, pictures.PACKET])
def test_a_heifs_items_keep_their_bytes(kind: str, given: bytes | None) -> None:
    data = HEIFS[kind](given)
    once = with_item(data, packet())
    twice = with_item(once, packet(Marks(rating=2)))
    assert len(twice) == len(once)
    thrice = with_item(twice, packet(LONG))
    for changed, marks in ((once, MARKS), (twice, Marks(rating=2)), (thrice, LONG)):
        found = read_packet(io.BytesIO(changed))
        assert found is not None
        assert read_marks(found) == marks
        assert changed.count(b"the picture's bytes") == 1
        assert changed.endswith(data[-20:])


def test_a_heif_of_a_kind_that_is_not_known_is_left_alone() -> None:
    heif = pictures.heif()
    for data in (
        heif + box(b"moov", b""),
        heif.replace(b"pitm", b"free"),
        heif.replace(b"iloc", b"free"),
        heif.replace(b"meta", b"mini"),
        heif[:100],
    ):
        with pytest.raises(XmpError):
            with_item(data, packet())


def test_no_change_of_a_heif_makes_writing_lose_its_picture() -> None:
    data, chance = pictures.heif(), random.Random(2)
    written = 0
    for _ in range(3000):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        try:
            told_now = with_item(bytes(changed), packet())
        except XmpError:
            continue
        written += 1
        assert len(told_now) >= len(data) - len(pictures.PACKET)
    assert written > 500


def test_real_heifs_show_the_same_picture(shared_data: Path, tmp_path: Path) -> None:
    tried = 0
    for file in sorted((shared_data / "camera_files" / "files").rglob("*")):
        if file.suffix.lower() not in (".heic", ".heif", ".hif", ".avif") or file.stat().st_size > 300_000:
            continue
        path = tmp_path / file.name
        path.write_bytes(file.read_bytes())
        try:
            put(path, MARKS)
        except XmpError:
            assert path.read_bytes() == file.read_bytes()
            continue
        assert told(path) == MARKS
        assert told(put(path, LONG)) == LONG
        assert pixels(path) == pixels(file), file
        tried += 1
    assert tried > 80


def pixels(path: Path) -> bytes | str:
    opener = Image.open if path.suffix == ".avif" else pi_heif.open_heif
    try:
        image = opener(path)
        return np.asarray(image).tobytes()
    except Exception as error:  # what it does not decode, it still does not
        return type(error).__name__


def test_real_tiffs_show_the_same_picture(shared_data: Path, tmp_path: Path) -> None:
    tried = 0
    for file in sorted((shared_data / "camera_files" / "files").rglob("*.tif*")):
        path = tmp_path / file.name
        path.write_bytes(file.read_bytes())
        try:
            put(path, MARKS)
        except XmpError:
            assert path.read_bytes() == file.read_bytes()
            continue
        assert told(path) == MARKS
        tried += 1
        begin_, now = file.read_bytes(), path.read_bytes()
        if len(now) == len(begin_):  # in the place of its own
            assert abs(sum(a != b for a, b in zip(begin_, now, strict=True))) < 20_000
        else:
            assert now[8 : len(begin_)] == begin_[8:]
    assert tried > 60
