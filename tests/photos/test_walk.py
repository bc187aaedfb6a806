from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from aesthcull.photos.walk import walk
from tests.conftest import MakePhoto


def names(folder: Path) -> list[str]:
    return [str(frame.path.relative_to(folder)) for frame in walk(folder).frames]


def test_a_raw_and_a_jpeg_of_one_name_are_one_frame(tmp_path: Path) -> None:
    for name in ("IMG_1.JPG", "img_1.cr2", "IMG_2.CR2", "IMG_3.JPG", "IMG_3.xmp"):
        (tmp_path / name).write_bytes(b"x")
    frames = walk(tmp_path).frames
    assert [[f.path.name for f in frame.files] for frame in frames] == [
        ["IMG_1.JPG", "img_1.cr2"],
        ["IMG_2.CR2"],
        ["IMG_3.JPG"],
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
    for name in (".hidden.jpg", "._IMG_1.JPG", "notes.txt", "film.mov", "@eaDir/thumb.jpg", ".trash/a.jpg"):
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
