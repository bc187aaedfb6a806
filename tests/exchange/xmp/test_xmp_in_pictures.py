"""XMP is found in pictures of every kind, by their headers alone; damage is one line."""

from __future__ import annotations

import io
import random
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.exchange.xmp.embedded.boxes import box
from aesthcull.exchange.xmp.embedded.reading import read_packet
from aesthcull.exchange.xmp.packet import MAX_BYTES, XmpError
from tests.exchange.xmp import pictures
from tests.exchange.xmp.pictures import PACKET

KINDS: dict[str, Callable[[], bytes]] = {
    "JPEG": pictures.jpeg,
    "TIFF": pictures.tiff,
    "TIFF, big-endian": lambda: pictures.tiff(">"),
    "TIFF, undefined bytes": lambda: pictures.tiff(kind=7),
    "BigTIFF": lambda: pictures.tiff(big=True),
    "BigTIFF, big-endian": lambda: pictures.tiff(">", big=True),
    "Olympus": lambda: b"IIRO" + pictures.tiff()[4:],
    "Panasonic": lambda: b"IIU\0" + pictures.tiff()[4:],
    "PNG": pictures.png,
    "PNG, compressed": lambda: pictures.png(compressed=True),
    "WebP": pictures.webp,
    "PSD": pictures.psd,
    "JPEG XL": pictures.jpeg_xl,
    "JPEG 2000": pictures.jpeg_2000,
    "CR3": pictures.canon,
    "RAF": pictures.fuji,
    "HEIF": pictures.heif,
    "HEIF, iloc 0": lambda: pictures.heif(0),
    "HEIF, iloc 2, infe 3": lambda: pictures.heif(2, info=3),
    "HEIF, in the list": lambda: pictures.heif(method=1),
    "HEIF, wide numbers": lambda: pictures.heif(sizes=(8, 8, 8)),
    "HEIF, bases only": lambda: pictures.heif(sizes=(0, 4, 4)),
}
kinds = pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)


def found(data: bytes) -> bytes | None:
    return read_packet(io.BytesIO(data))


def or_error(data: bytes) -> bytes | None:
    """What is found, or None after our own error in one line."""
    try:
        return found(data)
    except XmpError as error:
        assert len(str(error).splitlines()) == 1
        return None


@kinds
def test_the_packet_is_found(make: Callable[[], bytes]) -> None:
    assert found(make()) == PACKET


@kinds
def test_a_file_that_breaks_off_anywhere_is_named_or_says_nothing(make: Callable[[], bytes]) -> None:
    data = make()
    for end in range(len(data)):
        assert or_error(data[:end]) in (None, PACKET)


@kinds
def test_bytes_that_are_wrong_end_in_one_line(make: Callable[[], bytes]) -> None:
    data, chance = make(), random.Random(1)
    begun = time.monotonic()
    for _ in range(1500):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(len(data))] = chance.choice((0, 1, 0x7F, 0xFF, chance.randrange(256)))
        or_error(bytes(changed))
    assert time.monotonic() - begun < 10


@given(st.sampled_from(list(KINDS)), st.binary(max_size=200))
def test_no_bytes_behind_a_beginning_raise_anything_else(kind: str, tail: bytes) -> None:
    head = KINDS[kind]()[:16]
    for data in (head + tail, head[:8] + tail):
        packet = or_error(data)  # nothing but our own error leaves it
        assert packet is None or len(packet) <= MAX_BYTES


def test_a_picture_without_xmp_has_none() -> None:
    for data in (b"", b"GIF89a", b"text", pictures.tiff(packet=None), pictures.heif(packet=None)):
        assert found(data) is None


def test_only_the_shown_pictures_packet_counts() -> None:
    depth = pictures.heif().replace(b"cdsc\0\2\0\1\0\1", b"cdsc\0\2\0\1\0\3")
    assert found(depth) is None  # it speaks of another item


def test_claims_of_huge_sizes_are_refused_at_once() -> None:
    bomb = zlib.compress(b" " * (MAX_BYTES + 1000), 9)
    text = b"XML:com.adobe.xmp\0\1\0\0\0" + bomb
    png = b"\x89PNG\r\n\x1a\n" + len(text).to_bytes(4, "big") + b"iTXt" + text + bytes(4)
    tiff = pictures.tiff()
    tiff = tiff.replace(len(PACKET).to_bytes(4, "little"), b"\xff\xff\xff\x7f")
    heif = pictures.heif(sizes=(4, 8, 0)).replace(len(PACKET).to_bytes(8, "big"), b"\0\0\0\1" + bytes(4))
    begun = time.monotonic()
    for data in (png, tiff, heif):
        with pytest.raises(XmpError):
            found(data)
    assert time.monotonic() - begun < 2


def test_files_of_nothing_but_headers_end_soon() -> None:
    begun = time.monotonic()
    nothing = {
        "fill": b"\xff\xd8" + b"\xff" * 3_000_000,
        "markers": b"\xff\xd8" + b"\xff\xfe\0\2" * 700_000,
        "chunks": b"\x89PNG\r\n\x1a\n" + (bytes(4) + b"IDAT" + bytes(4)) * 200_000,
        "boxes": box(b"ftyp", b"heicmif1") + box(b"free", b"") * 300_000,
        "resources": b"8BPS" + bytes(26) + b"\0\x30\0\0" + (b"8BIM" + bytes(8)) * 250_000,
        "riff": b"RIFF\0\0\0\0WEBP" + (b"JUNK" + bytes(4)) * 300_000,
    }
    for data in nothing.values():
        assert or_error(data) is None
    located = b"\1\0\0\0\0\0\xff\xff" + (bytes(6) + b"\xff\xff") * 60_000  # extents without a size
    heif = box(b"ftyp", b"heicmif1") + box(b"meta", bytes(4) + box(b"iloc", located))
    assert or_error(heif) is None
    assert time.monotonic() - begun < 5


def test_hostile_files_say_nothing_or_end_in_one_line(shared_data: Path) -> None:
    begun = time.monotonic()
    with_xmp = 0
    for path in (shared_data / "camera_files" / "files").rglob("*"):
        if path.is_file() and path.suffix.lower() != ".xmp":
            with path.open("rb") as file:
                try:
                    with_xmp += read_packet(file) is not None
                except XmpError as error:
                    assert len(str(error).splitlines()) == 1
    assert with_xmp > 140
    assert time.monotonic() - begun < 10
