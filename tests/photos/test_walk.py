from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from aesthcull.exchange.delivery.targets import renamed
from aesthcull.photos.companions import companions_of, companions_of_all
from aesthcull.photos.walk import walk
from tests.conftest import MakePhoto


def names(folder: Path) -> list[str]:
    return [str(frame.path.relative_to(folder)) for frame in walk(folder).frames]


def touch(folder: Path, *names: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"x")


def pairs(folder: Path) -> list[list[str]]:
    return [[file.path.name for file in frame.files] for frame in walk(folder).frames]


def test_a_raw_and_a_jpeg_of_one_name_are_one_frame(tmp_path: Path) -> None:
    touch(tmp_path, "IMG_1.JPG", "img_1.cr2", "IMG_2.CR2", "IMG_3.JPG", "IMG_3.xmp")
    assert pairs(tmp_path) == [["IMG_1.JPG", "img_1.cr2"], ["IMG_2.CR2"], ["IMG_3.JPG"]]


def test_what_was_made_of_a_frame_under_another_name_is_a_frame_of_its_own(tmp_path: Path) -> None:
    made = ("IMG_1 (1).jpg", "IMG_1-2.jpg", "IMG_1-Edit.jpg", "IMG_1.jpg")
    touch(tmp_path, "IMG_1.CR2", *made)
    assert pairs(tmp_path) == [[made[0]], [made[1]], [made[2]], ["IMG_1.jpg", "IMG_1.CR2"]]


@pytest.mark.parametrize(
    ("files", "frames"),
    [
        (["A.CR2", "A.HIF"], [["A.HIF", "A.CR2"]]),
        (["A.HEIC", "A.JPG"], [["A.JPG", "A.HEIC"]]),
        (["A.CR2", "A.DNG"], [["A.CR2", "A.DNG"]]),
        (["A.DNG", "A.NEF", "A.jpg"], [["A.jpg", "A.NEF", "A.DNG"]]),
        (["A.CR2", "A.JPG", "A.png", "A.tif"], [["A.JPG", "A.CR2"], ["A.png"], ["A.tif"]]),
        (["A.jpeg", "A.jpg", "A.raf"], [["A.jpeg", "A.raf"], ["A.jpg"]]),
    ],
)
def test_what_a_camera_writes_of_one_exposure_is_one_frame(
    tmp_path: Path, files: list[str], frames: list[list[str]]
) -> None:
    touch(tmp_path, *files)
    assert pairs(tmp_path) == frames


def test_names_that_differ_in_their_case_alone_are_told_apart_by_it(tmp_path: Path) -> None:
    touch(tmp_path, "IMG_1.CR2", "img_1.CR2", "img_1.jpg", "img_1.xmp", "IMG_1.CR2.xmp")
    if len(list(tmp_path.iterdir())) < 5:
        pytest.skip("this file system does not tell cases apart")
    assert pairs(tmp_path) == [["IMG_1.CR2"], ["img_1.jpg", "img_1.CR2"]]
    assert sidecars(tmp_path) == {"IMG_1.CR2": ["IMG_1.CR2.xmp"], "img_1.jpg": ["img_1.xmp"]}


def sidecars(folder: Path) -> dict[str, list[str]]:
    return {frame.path.name: [s.path.name for s in frame.sidecars] for frame in walk(folder).frames}


def test_the_sidecars_of_both_namings_are_found_with_their_frame(tmp_path: Path) -> None:
    touch(tmp_path, "A.CR2", "A.jpg", "A.XMP", "A.cr2.xmp", "A.JPG.xmp", "B.NEF", "other.xmp", "A-Edit.jpg")
    touch(tmp_path, "C.jpg", "C.png", "C.xmp", "C.png.xmp")
    found = sidecars(tmp_path)
    assert found["A.jpg"] == ["A.XMP", "A.JPG.xmp", "A.cr2.xmp"]
    assert found["C.jpg"] == ["C.xmp"] and found["C.png"] == ["C.png.xmp"]
    assert found["B.NEF"] == [] and found["A-Edit.jpg"] == []


def test_what_goes_with_a_frame_is_found_on_disk(tmp_path: Path) -> None:
    touch(tmp_path, "A.CR2", "A.JPG", "A.wav", "a.Thm", "A.CR2.pp3", "A.xmp", "A.txt", "A-2.jpg", "A-2.xmp")
    touch(tmp_path / "b", "A.JPG", "A.WAV")
    both = [tmp_path / "A.JPG", tmp_path / "A.CR2"]
    found = [path.name for path in companions_of(both)]
    assert sorted(found) == ["A.CR2.pp3", "A.wav", "A.xmp", "a.Thm"]
    assert companions_of([tmp_path / "b" / "A.JPG"]) == (tmp_path / "b" / "A.WAV",)
    assert companions_of_all([[tmp_path / "A-2.jpg"], [tmp_path / "gone.jpg"], both])[:2] == [
        (tmp_path / "A-2.xmp",),
        (),
    ]


def test_the_same_name_in_two_folders_is_two_frames(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "IMG_1.JPG").write_bytes(b"x")
    (tmp_path / "b" / "IMG_1.NEF").write_bytes(b"x")
    assert names(tmp_path) == ["a/IMG_1.JPG", "b/IMG_1.JPG"]


def test_a_link_to_a_parent_folder_ends(tmp_path: Path, make_photo: MakePhoto) -> None:
    make_photo(tmp_path / "day" / "one.jpg")
    (tmp_path / "day" / "up").symlink_to(tmp_path)
    (tmp_path / "aaa").symlink_to(tmp_path / "day")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert names(tmp_path) == ["day/one.jpg"]


def test_hidden_and_foreign_files_are_passed_over(tmp_path: Path) -> None:
    for name in (
        ".hidden.jpg",
        "._IMG_1.JPG",
        "notes.txt",
        "jpg",
        "film.mov",
        "@eaDir/thumb.jpg",
        ".trash/a.jpg",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe.jpg")
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["with space.jpg", "quote'\".jpg", "новый\nline.jpg", "é★.jpg"])
def test_odd_names_are_found(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == [name]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux stores names that are not valid UTF-8")
def test_names_that_are_not_unicode_are_found(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.jpg")).write_bytes(b"x")
    assert len(walk(tmp_path).frames) == 1


def test_a_missing_folder_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        walk(tmp_path / "gone")


def test_an_accent_of_its_own_does_not_part_a_frame_from_its_files(tmp_path: Path) -> None:
    composed, apart = (unicodedata.normalize(form, "Café 1") for form in ("NFC", "NFD"))
    names = (f"{apart}.JPG", f"{composed}.CR2", f"{composed}.xmp", f"{composed}.CR2.xmp")
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    (frame,) = walk(tmp_path).frames
    assert [f.path.name for f in frame.files] == [*names[:2]]
    assert {f.path.name for f in frame.sidecars} == {*names[2:]}
    assert [p.name for p in renamed([tmp_path / name for name in names], tmp_path, "new").values()] == [
        "new.JPG",
        "new.CR2",
        "new.xmp",
        "new.CR2.xmp",
    ]
