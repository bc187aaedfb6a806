"""What is finished survives whatever ends the program."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.trainer.problems import TrainingFailed
from aesthcull.trainer.studies.photographs import Photographs
from aesthcull.trainer.studies.results import (
    Finished,
    Work,
    append_result,
    begin_results,
    fingerprint,
    folder_name,
    read_results,
)
from tests.conftest import MakePhoto


def finished(repeat: int, split: str = "random", treatment: str = "t", **other: float) -> Finished:
    values = {"accuracy": 0.5 + repeat / 100, "learnt": 0.9, "majority": 0.5, **other}
    work = Work(treatment, split, repeat)  # type: ignore[arg-type]
    return Finished(work, **values, trained_on=(160, 160), tested_on=(40, 40), seconds=1.5)


@given(st.integers(1, 500))
def test_a_line_that_was_torn_costs_itself_alone(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("torn") / "study" / "results.jsonl"
    for repeat in range(3):
        append_result(path, finished(repeat))
    whole = path.read_bytes()
    # At least the closing brace is missing; a line that lacks its end of line only is whole.
    path.write_bytes(whole[: -(2 + cut % (len(whole) // 3 - 2))])
    assert [work.repeat for work in read_results(path)] == [0, 1]
    append_result(path, finished(2, "series"))
    assert list(read_results(path).values()) == [finished(0), finished(1), finished(2, "series")]


def test_zeros_and_foreign_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    assert read_results(path) == {}
    path.write_bytes(b'\0\0\0\0\n[1]\n{"work": 3}\n\xff\xfe\n')
    append_result(path, finished(0))
    assert list(read_results(path).values()) == [finished(0)]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    path.symlink_to("/dev/full")
    with pytest.raises(TrainingFailed, match="no space left on device; what was finished before is kept"):
        append_result(path, finished(0))


def test_what_the_file_is_about_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "results.jsonl"
    for _ in range(2):
        begin_results(path, {"photographs": "mine"})
        append_result(path, finished(len(read_results(path))))
    assert path.read_text().count("mine") == 1 and len(read_results(path)) == 2


def test_other_photographs_settings_or_classes_have_another_fingerprint(
    tmp_path: Path, make_photo: MakePhoto
) -> None:
    paths = tuple(make_photo(tmp_path / "a" / f"{n}.jpg", seed=n) for n in range(3))
    photos = Photographs(paths, np.array([True, False, True]), np.array(["a", "b", "b"]), "s", "r", "l")
    first = fingerprint(photos, {"epochs": 75})
    assert first == fingerprint(replace(photos, source="elsewhere", rule="said otherwise"), {"epochs": 75})
    others = [
        fingerprint(photos, {"epochs": 5}),
        fingerprint(replace(photos, positive=~photos.positive), {"epochs": 75}),
        fingerprint(replace(photos, groups=np.array(["a", "a", "b"])), {"epochs": 75}),
        fingerprint(photos.only(np.array([0, 1])), {"epochs": 75}),
    ]
    with pytest.raises(TrainingFailed, match="no such file"):
        fingerprint(replace(photos, paths=(*paths[:2], tmp_path / "gone.jpg")), {})
    os.utime(paths[0], ns=(1, 1))
    others.append(fingerprint(photos, {"epochs": 75}))
    assert len({first, *others}) == 6


def test_a_folder_that_was_moved_keeps_its_fingerprint(tmp_path: Path, make_photo: MakePhoto) -> None:
    path = make_photo(tmp_path / "a" / "1.jpg")
    photos = Photographs((path,), np.array([True]), np.array(["a"]), "s", "r", "l")
    before = fingerprint(photos, {})
    (tmp_path / "a").rename(tmp_path / "b")
    moved = replace(photos, paths=(tmp_path / "b" / "1.jpg",))
    assert fingerprint(moved, {}) == before


def test_folders_are_named_so_that_a_person_can_tell_them() -> None:
    assert folder_name("Gute Bilder/../x", "0123456789abcdef") == "gute-bilder-x-0123456789ab"
    assert folder_name("", "0123456789abcdef") == "study-0123456789ab"
    assert len(folder_name("x" * 300, "0123456789abcdef")) < 60
