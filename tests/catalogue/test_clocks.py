"""Cameras' clocks put right: what frames say afterwards, after undo, another scan, and beside other zones."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.catalogue import clocks, decisions, queries, scanning
from aesthcull.catalogue.camera_clocks import (
    CameraClock,
    ClockError,
    camera_times,
    clock_at,
    clocks_of,
    read_times,
    same_moment,
    set_shift,
    shift_of,
    shift_text,
)
from aesthcull.catalogue.column_types import NO_NUMBER
from aesthcull.catalogue.instants import instants
from aesthcull.catalogue.records import Capture, Shoot, StoredFile
from aesthcull.catalogue.scanning import Judged
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job
from aesthcull.pipeline import Workplace

NOON = datetime(2024, 5, 1, 12)


class Day:
    """A shoot whose frames are read as a scan reads them, without pictures."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self.catalogue = catalogue
        self.shoot: Shoot = queries.open_shoot(catalogue, folder)

    def read(
        self, camera: str | None, *names: str, at: datetime | None = NOON, zone: int | None = None
    ) -> None:
        """Files of a camera, a minute apart; new ones, or such as have changed."""
        files = [StoredFile(self.shoot.path / name, 1, 1) for name in names]
        ids = scanning.add_frames(self.catalogue, [(file,) for file in files])
        judged = []
        for n, frame_id in enumerate(ids):
            capture = Capture(at and at + timedelta(minutes=n), zone, camera)
            judged.append(Judged(frame_id, width=3, height=2, capture=capture))
        scanning.store_judged(self.catalogue, judged, self.shoot)

    def told(self) -> dict[str, datetime | None]:
        frames = queries.frames_of(self.catalogue, self.shoot)
        return {frame.path.name: frame.capture.captured_at for frame in frames}

    def clock(self, name: str) -> CameraClock:
        return next(
            clock for clock in clocks_of(read_times(self.catalogue, self.shoot, Job())) if clock.name == name
        )

    def put_right(self, name: str, seconds: int) -> bool:
        times = read_times(self.catalogue, self.shoot, Job())
        ids = [int(times.ids[row]) for row in self.clock(name).rows]
        return set_shift(self.catalogue, ids, seconds, f"{name} {seconds}") is not None

    def row(self, name: str) -> int:
        return read_times(self.catalogue, self.shoot, Job()).names.index(name)


@pytest.fixture
def day(work: Workplace, tmp_path: Path) -> Day:
    return Day(work.catalogue, tmp_path / "day")


def test_a_clock_put_right_is_one_step_of_undo_and_redo(day: Day) -> None:
    day.read("A", "IMG_1.JPG", "IMG_2.JPG")
    day.read("B", "DSC_1.JPG")
    assert day.put_right("A", 3800)
    right = {"IMG_1.JPG": NOON + timedelta(seconds=3800), "IMG_2.JPG": NOON + timedelta(seconds=3860)}
    assert day.told() == {**right, "DSC_1.JPG": NOON}
    assert day.clock("A").shifts == ((3800, 2),)
    assert not day.put_right("A", 3800)  # it is already
    decisions.undo(day.catalogue, day.shoot.path)
    assert day.told()["IMG_1.JPG"] == NOON and day.clock("A").shifts == ((0, 2),)
    decisions.redo(day.catalogue, day.shoot.path)
    assert day.told() == {**right, "DSC_1.JPG": NOON}


def test_a_frame_that_is_read_again_keeps_the_shift(day: Day) -> None:
    day.read("A", "IMG_1.JPG")
    day.put_right("A", -90)
    day.read("A", "IMG_1.JPG", at=NOON + timedelta(hours=1))  # edited elsewhere, say
    assert day.told() == {"IMG_1.JPG": NOON + timedelta(hours=1, seconds=-90)}
    decisions.undo(day.catalogue, day.shoot.path)
    assert day.told() == {"IMG_1.JPG": NOON + timedelta(hours=1)}


def test_new_frames_of_a_camera_get_the_shift_of_its_others_and_are_undone_with_them(day: Day) -> None:
    day.read("A", "IMG_1.JPG")
    day.put_right("A", 60)
    day.put_right("A", 100)
    day.read("A", "IMG_2.JPG", "IMG_3.JPG")
    day.read("B", "IMG_4.JPG")
    day.read(None, "IMG_5.JPG")
    later = NOON + timedelta(minutes=1)
    assert day.told()["IMG_2.JPG"] == NOON + timedelta(seconds=100)
    assert day.told()["IMG_3.JPG"] == later + timedelta(seconds=100)
    assert day.told()["IMG_4.JPG"] == day.told()["IMG_5.JPG"] == NOON
    decisions.undo(day.catalogue, day.shoot.path)
    assert day.told()["IMG_1.JPG"] == day.told()["IMG_2.JPG"] == NOON + timedelta(seconds=60)
    decisions.undo(day.catalogue, day.shoot.path)
    assert day.told()["IMG_1.JPG"] == day.told()["IMG_2.JPG"] == NOON
    assert day.told()["IMG_3.JPG"] == later


def test_new_frames_are_left_alone_where_the_others_differ_or_are_of_another_shoot(
    day: Day, tmp_path: Path
) -> None:
    day.read("A", "IMG_1.JPG", "IMG_2.JPG")
    day.put_right("A", 60)
    first = read_times(day.catalogue, day.shoot, Job()).ids[:1].tolist()
    set_shift(day.catalogue, first, 0, "one of them not")
    day.read("A", "IMG_3.JPG")
    other = Day(day.catalogue, tmp_path / "another day")
    other.read("A", "IMG_4.JPG")
    assert day.told()["IMG_3.JPG"] == other.told()["IMG_4.JPG"] == NOON


def test_two_bodies_of_a_model_are_told_apart_by_their_file_names(day: Day) -> None:
    day.read("A7", "DSC_1.JPG", "_DSC2.JPG", "DSC_3.JPG")
    day.read("A7", "ANN_1.JPG", "ANN_2.JPG")
    day.read(None, "x.jpg", at=None)
    found = clocks_of(read_times(day.catalogue, day.shoot, Job()))
    assert [(c.name, len(c.rows), c.timed) for c in found] == [
        ("A7 (DSC)", 3, 3),
        ("A7 (ANN)", 2, 2),
        ("", 1, 0),
    ]
    day.put_right("A7 (ANN)", 7)
    day.read("A7", "ANN_9.JPG", "DSC_9.JPG")
    seconds = {name: told.second for name, told in day.told().items() if told}
    assert {name for name, second in seconds.items() if second == 7} == {
        "ANN_1.JPG",
        "ANN_2.JPG",
        "ANN_9.JPG",
    }


def test_renamed_files_do_not_make_many_bodies(day: Day) -> None:
    day.read("A", *(f"{word}-1.jpg" for word in ("bride", "groom", "cake", "dance", "church")))
    assert [clock.name for clock in clocks_of(read_times(day.catalogue, day.shoot, Job()))] == ["A"]


def test_two_frames_of_a_moment_tell_the_shift(day: Day) -> None:
    day.read("A", "IMG_1.JPG", "IMG_2.JPG")
    day.read("B", "DSC_1.JPG", at=NOON + timedelta(days=400, seconds=5))
    times = read_times(day.catalogue, day.shoot, Job())
    shift = same_moment(times, day.row("IMG_2.JPG"), day.row("DSC_1.JPG"))
    assert shift == -(400 * 86_400 + 5 - 60)
    day.put_right("B", shift)
    assert day.told()["DSC_1.JPG"] == day.told()["IMG_2.JPG"]
    times = read_times(day.catalogue, day.shoot, Job())
    assert same_moment(times, day.row("IMG_1.JPG"), day.row("DSC_1.JPG")) == shift - 60
    assert clock_at(clocks_of(times), day.row("DSC_1.JPG")).name == "B"


def test_a_frame_without_a_time_is_no_moment(day: Day) -> None:
    day.read("A", "IMG_1.JPG", at=None)
    day.read("B", "DSC_1.JPG")
    times = read_times(day.catalogue, day.shoot, Job())
    with pytest.raises(ClockError, match=r"IMG_1.JPG: has no time"):
        same_moment(times, day.row("DSC_1.JPG"), day.row("IMG_1.JPG"))


def test_what_the_files_say_is_known_all_the_same(day: Day) -> None:
    day.read("A", "IMG_1.JPG")
    day.read("A", "IMG_2.JPG", at=None)
    day.put_right("A", 3600)
    ids = read_times(day.catalogue, day.shoot, Job()).ids.tolist()
    assert list(camera_times(day.catalogue, ids).values()) == [NOON, None]


def test_clocks_that_are_nonsense_stay_as_they_are(day: Day) -> None:
    day.read("A", "IMG_1.JPG", at=datetime(9999, 12, 31, 23))
    day.read("A", "IMG_2.JPG", at=datetime(1826, 1, 1))
    day.read("A", "IMG_3.JPG", at=None)
    before = day.told()
    day.put_right("A", -clocks.MAX_SHIFT)
    assert day.told()["IMG_1.JPG"] == before["IMG_1.JPG"]
    day.put_right("A", clocks.MAX_SHIFT)
    assert day.told()["IMG_1.JPG"] == before["IMG_1.JPG"] and day.told()["IMG_3.JPG"] is None
    decisions.undo(day.catalogue, day.shoot.path)
    decisions.undo(day.catalogue, day.shoot.path)
    assert day.told() == before
    with pytest.raises(ClockError, match="more than 63 years"):
        day.put_right("A", clocks.MAX_SHIFT + 1)


def test_a_clock_put_right_lets_the_next_scan_find_series_anew(day: Day) -> None:
    day.read("A", "IMG_1.JPG")
    scanning.set_scanned(day.catalogue, day.shoot, NOON)
    above = queries.open_shoot(day.catalogue, day.shoot.path.parent)
    scanning.set_scanned(day.catalogue, above, NOON)
    day.put_right("A", 1)
    for folder in (day.shoot.path, above.path):
        known = queries.find_shoot(day.catalogue, folder)
        assert known is not None and known.scanned_at is None


def test_5_000_frames_are_put_right_and_taken_back_in_seconds(day: Day) -> None:
    names = [f"IMG_{n}.JPG" for n in range(5_000)]
    day.read("A", *names)
    begun = time.perf_counter()
    day.put_right("A", 3600)
    decisions.undo(day.catalogue, day.shoot.path)
    assert time.perf_counter() - begun < 5  # together they take 0.3 s
    assert set(day.told().values()) == {NOON + timedelta(minutes=n) for n in range(5_000)}


@given(st.integers(-clocks.MAX_SHIFT, clocks.MAX_SHIFT))
def test_a_shift_is_read_as_it_is_written(seconds: int) -> None:
    assert shift_of(shift_text(seconds)) == seconds
    assert shift_of(str(seconds)) == seconds


@pytest.mark.parametrize("text", ["", "1:2", "soon", "1:60:00", "--5", "1:00:00:00", "+"])
def test_what_is_no_shift_is_said(text: str) -> None:
    with pytest.raises(ClockError, match="is no shift such as"):
        shift_of(text)


def moments(*hours: float | None) -> np.ndarray:
    told = [None if hour is None else NOON + timedelta(hours=hour) for hour in hours]
    return np.array(told, dtype="datetime64[us]")


def zones(*hours: int | None) -> np.ndarray:
    return np.array([NO_NUMBER if hour is None else hour * 60 for hour in hours], dtype=np.int32)


def test_cameras_in_different_zones_are_ordered_by_utc() -> None:
    # The traveller's phone went to +9; the camera stayed at home's +1.
    told = instants(moments(0, 7.5, 1), zones(1, 9, 1))
    assert np.argsort(told).tolist() == [1, 0, 2]


def test_a_frame_that_tells_no_zone_is_in_that_of_the_nearest_one_that_does() -> None:
    told = instants(moments(0, 0.1, 20, 20.1, None), zones(1, None, 9, None, None))
    assert (told[1] - told[0]) == np.timedelta64(6, "m") and (told[3] - told[2]) == np.timedelta64(6, "m")
    assert np.isnat(told[4])


def test_without_any_zone_the_clocks_are_compared_as_they_are() -> None:
    told = moments(3, None, 1)
    assert np.array_equal(instants(told, zones(None, None, None)), told, equal_nan=True)
    assert len(instants(moments(), zones())) == 0
