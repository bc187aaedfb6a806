"""XMP in a JPEG itself, as other programs read it, and theirs as we do."""

from __future__ import annotations

import subprocess
from pathlib import Path

from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp.embedded.jpeg import with_packet
from aesthcull.exchange.xmp.embedded.reading import read_packet
from aesthcull.exchange.xmp.packet import begin
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.reading import read_marks
from aesthcull.exchange.xmp.writing import put_marks
from tests.conftest import MakePhoto
from tests.interop.programs import exiftool, exiv2, program


def test_other_programs_read_our_jpegs(tmp_path: Path, make_photo: MakePhoto) -> None:
    path = make_photo(tmp_path / "a.jpg", time="2024:05:01 10:00:00")
    packet = begin()
    put_marks(packet, Marks(rating=3, title="Tïtle", keywords=frozenset({"x"})), XmpSettings())
    path.write_bytes(with_packet(path.read_bytes(), packet.to_bytes()))
    assert exiftool(path)["XMP-xmp:Rating"] == 3
    assert exiv2(path)["Xmp.dc.subject"] == ["x"]
    checked = subprocess.run(
        [program("exiftool", "libimage-exiftool-perl"), "-validate", "-warning", "-a", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "XMP" not in checked.stdout.replace("Validate", "")


def test_we_read_jpegs_that_exiftool_wrote(tmp_path: Path, make_photo: MakePhoto) -> None:
    path = make_photo(tmp_path / "a.jpg")
    command = [program("exiftool", "libimage-exiftool-perl"), "-q", "-overwrite_original"]
    command += ["-XMP-xmp:Rating=5", "-XMP-xmp:Label=Blue", "-XMP-dc:Subject=one", "-XMP-dc:Subject=two"]
    subprocess.run([*command, str(path)], check=True, timeout=60)
    with path.open("rb") as file:
        data = read_packet(file)
    assert data is not None
    assert read_marks(data) == Marks(rating=5, label="blue", keywords=frozenset({"one", "two"}))
