"""exiftool and exiv2, which know nothing of us, read every property that we write."""

from __future__ import annotations

from pathlib import Path

import pytest

from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp.packet import begin, parse
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.writing import put_marks
from tests.exchange.xmp.forms import LIGHTROOM
from tests.interop.programs import exiftool, exiv2

MARKS = Marks(
    "pick", 4, "green", "An “eagle” & more", "Two\nlines, Zürich", frozenset({"animal|bird|eagle", "sky"})
)
LEVELS = ["animal", "bird", "eagle", "sky"]
PATHS = ["animal|bird|eagle", "sky"]


def written(path: Path, marks: Marks, settings: XmpSettings, before: str | None = None) -> Path:
    packet = parse(before.encode()) if before else begin()
    put_marks(packet, marks, settings)
    path.write_bytes(packet.to_bytes())
    return path


def test_exiftool_reads_every_property(tmp_path: Path) -> None:
    told = exiftool(written(tmp_path / "a.xmp", MARKS, XmpSettings(profile="digikam")))
    assert told["XMP-xmp:Rating"] == 4
    assert told["XMP-xmp:Label"] == "Green"
    assert told["XMP-xmpDM:Pick"] == 1
    assert told["XMP-xmpDM:Good"] in (True, "true")
    assert told["XMP-dc:Title"] == MARKS.title
    assert told["XMP-dc:Description"] == MARKS.description
    assert told["XMP-dc:Subject"] == LEVELS
    assert told["XMP-lr:HierarchicalSubject"] == PATHS
    assert told["XMP-digiKam:TagsList"] == ["animal/bird/eagle", "sky"]
    assert (told["XMP-digiKam:PickLabel"], told["XMP-digiKam:ColorLabel"]) == (3, 4)


def test_exiv2_reads_every_property(tmp_path: Path) -> None:
    told = exiv2(written(tmp_path / "a.xmp", MARKS, XmpSettings(profile="digikam")))
    assert told["Xmp.xmp.Rating"] == ["4"]
    assert told["Xmp.xmp.Label"] == ["Green"]
    assert told["Xmp.xmpDM.pick"] == ["1"]
    assert told["Xmp.dc.subject"] == [", ".join(LEVELS)]
    assert told["Xmp.lr.hierarchicalSubject"] == [", ".join(PATHS)]
    assert told["Xmp.digiKam.TagsList"] == ["animal/bird/eagle, sky"]
    assert told["Xmp.digiKam.PickLabel"] == ["3"]
    assert told["Xmp.digiKam.ColorLabel"] == ["4"]
    assert "An “eagle” & more" in told["Xmp.dc.title"][0]
    assert "Two" in told["Xmp.dc.description"][0]


@pytest.mark.parametrize("profile", ["common", "lightroom", "darktable", "digikam"])
def test_a_reject_is_read(tmp_path: Path, profile: str) -> None:
    told = exiftool(written(tmp_path / "a.xmp", Marks(flag="reject", rating=2), XmpSettings(profile=profile)))
    if profile in ("common", "darktable"):
        assert told["XMP-xmp:Rating"] == -1
    else:
        assert (told["XMP-xmp:Rating"], told["XMP-xmpDM:Pick"]) == (2, -1)


def test_lightrooms_develop_settings_are_read_as_before(tmp_path: Path) -> None:
    before_file = tmp_path / "before.xmp"
    before_file.write_text(LIGHTROOM)
    after_file = written(tmp_path / "after.xmp", MARKS, XmpSettings(), LIGHTROOM)
    before, after = exiftool(before_file), exiftool(after_file)
    ours = (
        "Rating",
        "Label",
        "Title",
        "Title-en-US",
        "Subject",
        "HierarchicalSubject",
        "Description",
        "Pick",
        "Good",
    )
    for name, value in before.items():
        if name.partition(":")[2] not in ours and name != "SourceFile":
            assert after[name] == value, name
    assert "XMP-crs:Exposure2012" in before
    assert {"XMP-crs:ToneCurvePV2012", "XMP-crs:Look", "XMP-xmpMM:History"} <= before.keys()
    old, new = exiv2(before_file), exiv2(after_file)
    kept = [key for key in old if key.startswith(("Xmp.crs.", "Xmp.xmpMM.", "Xmp.tiff."))]
    assert len(kept) > 6
    assert all(new[key] == old[key] for key in kept)
