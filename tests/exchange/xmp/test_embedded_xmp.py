"""XMP inside JPEGs: found wherever it stands, changed without touching the picture."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp.embedded.jpeg import segments_of, with_packet
from aesthcull.exchange.xmp.embedded.reading import read_packet
from aesthcull.exchange.xmp.packet import XmpError, begin
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.reading import read_marks
from aesthcull.exchange.xmp.writing import put_marks
from tests.conftest import MakePhoto
from tests.exchange.xmp.forms import LIGHTROOM

MARKS = Marks(rating=4, label="blue", title="A title", keywords=frozenset({"a|b", "c"}))


def packet(marks: Marks = MARKS) -> bytes:
    made = begin()
    put_marks(made, marks, XmpSettings())
    return made.to_bytes()


def put(data: bytes, xmp: bytes) -> bytes:
    return with_packet(data, xmp)


def from_scan_on(data: bytes) -> bytes:
    return data[data.index(b"\xff\xda") :]


def test_a_jpeg_gets_its_xmp_and_keeps_all_else(tmp_path: Path, make_photo: MakePhoto) -> None:
    data = make_photo(tmp_path / "a.jpg", time="2024:05:01 10:00:00", orientation=6).read_bytes()
    assert read_packet(io.BytesIO(data)) is None
    told = put(data, packet())
    found = read_packet(io.BytesIO(told))
    assert found is not None
    assert read_marks(found) == MARKS
    assert told.replace(told[told.index(b"http://ns.adobe") - 4 :][: len(found) + 33], b"") == data
    again = put(told, packet(Marks(rating=1)))
    assert from_scan_on(again) == from_scan_on(data)
    with Image.open(io.BytesIO(again)) as image, Image.open(io.BytesIO(data)) as before:
        assert image.getexif() == before.getexif()
        assert np.array_equal(np.asarray(image), np.asarray(before))


def test_xmp_behind_the_index_of_other_pictures_does_not_grow(tmp_path: Path, make_photo: MakePhoto) -> None:
    data = make_photo(tmp_path / "a.jpg").read_bytes()
    index = b"\xff\xe2\x00\x0aMPF\0MM\0*"
    roomy = put(data, LIGHTROOM.encode())
    at = roomy.index(b"http://ns.adobe") - 4
    behind = roomy[:at] + index + roomy[at:]
    told = put(behind, packet())
    assert len(told) == len(behind)
    found = read_packet(io.BytesIO(told))
    assert found is not None
    assert read_marks(found) == MARKS
    with pytest.raises(XmpError, match="cannot grow"):
        put(behind, packet(Marks(description="x" * 5000)))
    before = put(data[:2] + index + data[2:], packet())
    assert before.index(b"MPF\0") > before.index(b"http://ns.adobe")


def test_xmp_that_does_not_fit_is_refused(tmp_path: Path, make_photo: MakePhoto) -> None:
    data = make_photo(tmp_path / "a.jpg").read_bytes()
    with pytest.raises(XmpError, match="at most"):
        put(data, packet(Marks(description="x" * 70_000)))


@given(st.binary(max_size=60))
def test_no_bytes_raise_anything_but_our_error(tail: bytes) -> None:
    for data in (tail, b"\xff\xd8" + tail, b"\xff\xd8\xff\xe1" + tail):
        try:
            read_packet(io.BytesIO(data))
        except XmpError as error:
            assert str(error)


def test_real_jpegs_keep_their_pictures(shared_data: Path) -> None:
    tried = 0
    for file in sorted((shared_data / "camera_files").rglob("*.jpg"))[:150]:
        data = file.read_bytes()
        try:
            told = put(data, packet())
            found = read_packet(io.BytesIO(told))
        except XmpError:
            continue
        assert found is not None
        assert read_marks(found) == MARKS
        before, after = ([s for s in segments_of(d) if not s.is_xmp] for d in (data, told))
        assert [(s.marker, s.body) for s in before] == [(s.marker, s.body) for s in after], file
        ends = [max((s.end for s in segments_of(d)), default=2) for d in (data, told)]
        assert data[ends[0] :] == told[ends[1] :], file
        tried += 1
    assert tried > 50
