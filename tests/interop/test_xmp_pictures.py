"""XMP in pictures as exiftool and exiv2 read what we wrote, and as we read what they find or wrote."""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp.embedded.reading import read_packet
from aesthcull.exchange.xmp.embedded.writing import copy_with_packet
from aesthcull.exchange.xmp.packet import XmpError, begin, parse
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.reading import read_marks
from aesthcull.exchange.xmp.writing import put_marks
from tests.conftest import MakePhoto, picture
from tests.exchange.xmp import pictures
from tests.interop.programs import exiftool, exiv2, program
from tests.photos.make_raw import make_raw

MARKS = Marks(rating=3, title="Tïtle", keywords=frozenset({"animal|bird", "Canon \u2223 EF"}))
KINDS = ("a.jpg", "a.tif", "big-endian.tif", "a.dng", "tiles.heic", "exif.heic", "small.heic", "a.avif")
_REAL = {
    "a.tif": "Pillow/Tests__images__16bit.s.tif",
    "tiles.heic": "exifr/test__fixtures__heic-single.heic",
    "exif.heic": "exiv2/test__data__Stonehenge.heic",
    "small.heic": "libheif/tests__data__rainbow-451x461.heic",
    "a.avif": "libheif/examples__example.avif",
}


@pytest.fixture(params=KINDS)
def path(request: pytest.FixtureRequest, tmp_path: Path, make_photo: MakePhoto, shared_data: Path) -> Path:
    """A sound picture of each kind into which XMP is written."""
    made = tmp_path / request.param
    files = shared_data / "camera_files" / "files"
    if made.name == "a.jpg":
        make_photo(made, time="2024:05:01 10:00:00")
    elif made.name == "big-endian.tif":
        made.write_bytes(pictures.tiff(">", packet=None))
    elif made.suffix == ".dng":
        make_raw(made, picture(3, (128, 96)), preview=64, time="2024:05:01 10:00:00")
    else:
        shutil.copyfile(files / _REAL[made.name], made)
    return made


def put(path: Path, marks: Marks) -> None:
    beside = path.with_name("beside")
    with path.open("rb") as file:
        data = read_packet(file)
    packet = begin() if data is None else parse(data)
    put_marks(packet, marks, XmpSettings())
    copy_with_packet(path, beside, packet.to_bytes())
    beside.replace(path)


def warnings(path: Path) -> set[str]:
    """What exiftool dislikes about a file."""
    command = [program("exiftool", "libimage-exiftool-perl"), "-j", "-validate", "-warning", "-error", "-a"]
    done = subprocess.run([*command, "-G4", str(path)], capture_output=True, timeout=60)
    (found,) = json.loads(done.stdout)
    return {str(value) for name, value in found.items() if "Warning" in name or "Error" in name}


def all_but_xmp(path: Path) -> dict[str, object]:
    """Everything else that exiftool reads; not sizes and places, and the note of what was written when."""
    command = [program("exiftool", "libimage-exiftool-perl"), "-j", "-G1", "-a", "-u", "--XMP:all", str(path)]
    done = subprocess.run(command, capture_output=True, timeout=60)
    (found,) = json.loads(done.stdout)
    moved = ("System:", "ExifTool:", "SourceFile", "QuickTime:MediaData", "Meta:MediaData")
    return {name: value for name, value in found.items() if not name.startswith(moved)}


def test_other_programs_read_what_we_wrote(path: Path) -> None:
    before, disliked = all_but_xmp(path), warnings(path)
    for marks in (MARKS, Marks(rating=1, description="x" * 5000), MARKS):
        put(path, marks)
        told = exiftool(path)
        assert told["XMP-xmp:Rating"] == marks.rating
        assert warnings(path) <= disliked
    assert told["XMP-dc:Subject"] == ["Canon | EF", "animal", "bird"]
    assert told["XMP-dc:Title"] == "Tïtle"
    now = all_but_xmp(path)
    assert {name: now.get(name) for name in before} == before
    if path.suffix not in (".heic", ".avif"):  # this exiv2 was built without them
        assert exiv2(path)["Xmp.xmp.Rating"] == ["3"]


def test_we_read_what_exiftool_wrote_and_it_reads_us_again(path: Path) -> None:
    command = [program("exiftool", "libimage-exiftool-perl"), "-q", "-overwrite_original"]
    command += ["-XMP-xmp:Rating=5", "-XMP-xmp:Label=Blue", "-XMP-dc:Subject=one", "-XMP-dc:Subject=a | b"]
    subprocess.run([*command, str(path)], check=True, timeout=60)
    with path.open("rb") as file:
        data = read_packet(file)
    assert data is not None
    assert replace(read_marks(data), description=None) == Marks(
        rating=5, label="blue", keywords=frozenset({"one", "a \u2223 b"})
    )
    put(path, MARKS)
    assert exiftool(path)["XMP-xmp:Rating"] == 3
    subprocess.run([*command, str(path)], check=True, timeout=60)  # and it can write into that again
    assert exiftool(path)["XMP-xmp:Rating"] == 5


@pytest.mark.parametrize("name", ["a.png", "a.webp", "a.jxl", "a.jp2", "a.psd"])
def test_we_read_what_exiftool_wrote_into_other_kinds(name: str, tmp_path: Path, shared_data: Path) -> None:
    files = shared_data / "camera_files" / "files"
    real = sorted(file for file in files.rglob(f"*{Path(name).suffix}") if "exiv2" not in file.parts)
    command = [program("exiftool", "libimage-exiftool-perl"), "-q", "-overwrite_original"]
    tried = 0
    for file in real[:10]:
        path = tmp_path / name
        shutil.copyfile(file, path)
        options = ["-XMP-xmp:Rating=5", "-XMP-dc:Subject=one"]
        if subprocess.run([*command, *options, str(path)], timeout=60, capture_output=True).returncode == 0:
            with path.open("rb") as opened:
                data = read_packet(opened)
            assert data is not None, file
            assert (read_marks(data).rating, "one" in read_marks(data).keywords) == (5, True)
            tried += 1
    assert tried


def test_we_find_xmp_wherever_exiftool_does(shared_data: Path) -> None:
    files = shared_data / "camera_files" / "files"
    command = [program("exiftool", "libimage-exiftool-perl"), "-q", "-q", "-r", "-j", "-XMP:all"]
    done = subprocess.run([*command, "-ext", "*", str(files)], capture_output=True, timeout=120)
    theirs = {Path(found["SourceFile"]) for found in json.loads(done.stdout) if len(found) > 1}
    theirs = {f for f in theirs if f.suffix.lower() not in (".xmp", ".exv", ".mp4", ".mov", ".crw", ".gif")}
    ours = set()
    for file in theirs:
        with file.open("rb") as opened, suppress(XmpError):
            ours |= {file} if read_packet(opened) is not None else set()
    assert len(ours) > 100
    assert theirs == ours
