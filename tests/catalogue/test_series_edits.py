"""Edits of series by hand, on a real catalogue: what stands after them, after grouping, undo and restart."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from hypothesis import given, settings
from hypothesis import strategies as st

from aesthcull.catalogue import decisions, migrations, queries, scanning, series_edits
from aesthcull.catalogue.records import Shoot, StoredFile
from aesthcull.catalogue.series_standing import CHOSEN, NewSeries, store_found
from aesthcull.catalogue.store import open_catalogue


class Place:
    """A catalogue with a shoot of numbered frames; series are told by the numbers."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.catalogue = open_catalogue(str(folder / "c.sqlite"))
        self.shoot = queries.open_shoot(self.catalogue, folder / "day")
        self.ids: list[int] = []
        self.add(count)

    def add(self, count: int) -> None:
        start = len(self.ids)
        names = [self.folder / "day" / f"IMG_{n:05}.JPG" for n in range(start, start + count)]
        self.ids += scanning.add_frames(self.catalogue, [(StoredFile(name, 1, 1),) for name in names])

    def find(self, *groups: range | list[int], kind: str = "series", shoot: Shoot | None = None) -> set[int]:
        """What grouping finds; the first frame of each is suggested."""
        new = [
            NewSeries(kind, tuple(self.of(g)), self.ids[g[0]] if kind == "series" else None, ("first",))
            for g in groups
        ]
        return store_found(self.catalogue, shoot or self.shoot, new)

    def of(self, numbers: range | list[int] | set[int]) -> list[int]:
        return [self.ids[n] for n in numbers]

    def standing(self, shoot: Shoot | None = None) -> list[tuple[str, list[int]]]:
        found: dict[int, list[tuple[int, int, str]]] = {}
        for frame in queries.frames_of(self.catalogue, shoot or self.shoot):
            if frame.series is not None:
                number = self.ids.index(frame.id)
                found.setdefault(frame.series.id, []).append(
                    (frame.series.position, number, frame.series.kind)
                )
        series = [sorted(members) for members in found.values()]
        return sorted((m[0][2], [n for _, n, _ in m]) for m in series)

    def suggested(self) -> dict[int, tuple[str, ...]]:
        frames = queries.frames_of(self.catalogue, self.shoot)
        return {self.ids.index(f.id): f.series.reasons for f in frames if f.series and f.series.suggested}

    def flags(self) -> list[str | None]:
        flags = {f.id: f.flag for f in queries.frames_of(self.catalogue, self.shoot)}
        return [flags[i] for i in self.ids]

    def reopen(self) -> None:
        self.catalogue.close()
        self.catalogue = open_catalogue(str(self.folder / "c.sqlite"))

    def undo(self) -> str | None:
        step = decisions.undo(self.catalogue, self.shoot.path)
        return step.name if step else None

    def redo(self) -> str | None:
        step = decisions.redo(self.catalogue, self.shoot.path)
        return step.name if step else None


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path, 10)
    made.find(range(4), range(4, 8))
    yield made
    made.catalogue.close()


FIRST, SECOND = ("series", [0, 1, 2, 3]), ("series", [4, 5, 6, 7])


def test_merged_series_are_one_after_the_next_grouping_too(place: Place) -> None:
    assert series_edits.merge(place.catalogue, place.shoot, place.of(range(8)), "Merge")
    assert place.standing() == [("series", list(range(8)))]
    place.find(range(4), range(4, 8))
    assert place.standing() == [("series", list(range(8)))]


def test_single_frames_are_merged_without_their_series(place: Place) -> None:
    series_edits.merge(place.catalogue, place.shoot, place.of([3, 8, 9]), "Merge")
    assert place.standing() == [("series", [0, 1, 2]), ("series", [3, 8, 9]), SECOND]
    place.find(range(4), range(4, 8))
    assert place.standing() == [("series", [0, 1, 2]), ("series", [3, 8, 9]), SECOND]


def test_a_series_is_split_at_a_frame_and_stays_so(place: Place) -> None:
    assert series_edits.split_at(place.catalogue, place.shoot, place.ids[2], "Split")
    expected = [("series", [0, 1]), ("series", [2, 3]), SECOND]
    assert place.standing() == expected
    place.find(range(8))  # now it takes both series for one
    assert place.standing() == [("series", [0, 1]), ("series", [2, 3, 4, 5, 6, 7])]
    place.find(range(4), range(4, 8))
    assert place.standing() == expected


def test_splitting_at_the_first_frame_is_no_step(place: Place) -> None:
    assert series_edits.split_at(place.catalogue, place.shoot, place.ids[0], "Split") is None
    assert series_edits.split(place.catalogue, place.shoot, place.of(range(4)), "Split") is None
    assert series_edits.split_at(place.catalogue, place.shoot, place.ids[9], "Split") is None
    assert place.undo() is None


def test_selected_frames_of_two_series_become_two_series_of_their_own(place: Place) -> None:
    series_edits.split(place.catalogue, place.shoot, place.of([0, 1, 4, 5, 9]), "Split")
    assert place.standing() == [("series", [n, n + 1]) for n in (0, 2, 4, 6)]


def test_a_frame_taken_out_stays_alone_however_alike_it_is(place: Place) -> None:
    series_edits.take_out(place.catalogue, place.shoot, place.of([1]), "Take out")
    assert place.standing() == [("series", [0, 2, 3]), SECOND]
    place.find(range(10))
    assert all(1 not in frames for _, frames in place.standing())


def test_two_frames_less_one_are_no_series(place: Place) -> None:
    place.find([0, 1])
    series_edits.take_out(place.catalogue, place.shoot, place.of([0]), "Take out")
    assert place.standing() == []


def test_new_frames_join_the_part_that_they_follow(place: Place) -> None:
    series_edits.split_at(place.catalogue, place.shoot, place.ids[2], "Split")
    place.add(2)
    place.find([0, 1, 2, 3, 10, 11], range(4, 8))
    assert place.standing() == [("series", [0, 1]), ("series", [2, 3, 10, 11]), SECOND]
    assert place.undo() == "Split"
    assert place.standing() == [("series", [0, 1, 2, 3, 10, 11]), SECOND]


def test_the_chosen_frame_stays_suggested_and_says_so(place: Place) -> None:
    assert place.suggested() == {0: ("first",), 4: ("first",)}
    series_edits.set_suggested(place.catalogue, place.shoot, place.ids[2], "Suggest")
    assert place.suggested() == {2: (CHOSEN,), 4: ("first",)}
    assert series_edits.set_suggested(place.catalogue, place.shoot, place.ids[2], "Suggest") is None
    place.find(range(4), range(4, 8))
    assert place.suggested() == {2: (CHOSEN,), 4: ("first",)}
    series_edits.set_suggested(place.catalogue, place.shoot, place.ids[3], "Suggest")
    assert place.suggested() == {3: (CHOSEN,), 4: ("first",)}
    place.undo()
    place.undo()
    assert place.suggested() == {0: ("first",), 4: ("first",)}


def test_a_set_has_no_suggested_frame_to_choose(place: Place) -> None:
    place.find(range(4), kind="bracket")
    assert series_edits.set_suggested(place.catalogue, place.shoot, place.ids[2], "Suggest") is None


def test_parts_and_mergers_of_sets_are_sets(place: Place) -> None:
    place.find(range(3), range(3, 6), kind="bracket")
    series_edits.merge(place.catalogue, place.shoot, place.of(range(6)), "Merge")
    assert place.standing() == [("bracket", list(range(6)))]
    series_edits.merge(place.catalogue, place.shoot, place.of(range(8)), "Merge")
    assert place.standing() == [("series", list(range(8)))]


def test_a_series_is_kept_as_a_set_and_a_set_taken_as_a_series(place: Place) -> None:
    series_edits.set_kind(place.catalogue, place.shoot, place.of([0]), "set", "Keep")
    assert place.standing() == [SECOND, ("set", [0, 1, 2, 3])]
    assert list(place.suggested()) == [4]
    series_edits.set_kind(place.catalogue, place.shoot, place.of([0]), "series", "Ordinary")
    assert place.standing() == [FIRST, SECOND]


def test_forgotten_edits_bring_back_what_grouping_finds_now(place: Place) -> None:
    series_edits.merge(place.catalogue, place.shoot, place.of(range(8)), "Merge")
    series_edits.take_out(place.catalogue, place.shoot, place.of([5]), "Take out")
    place.find(range(4), range(4, 9))
    step = series_edits.forget(place.catalogue, place.shoot, place.of([0, 5]), "As found")
    assert step is not None
    assert place.standing() == [FIRST, ("series", [4, 5, 6, 7, 8])]
    place.undo()
    assert place.standing() == [("series", [0, 1, 2, 3, 4, 6, 7, 8])]


def test_edits_and_marks_are_undone_in_turn_after_a_restart(place: Place) -> None:
    series_edits.merge(place.catalogue, place.shoot, place.of(range(8)), "Merge 8 frames into a series")
    decisions.mark(place.catalogue, place.of([0]), {"rating": 3}, "Rate")
    series_edits.take_out(place.catalogue, place.shoot, place.of([7]), "Take out")
    place.reopen()
    assert [place.undo(), place.undo(), place.undo(), place.undo()] == [
        "Take out",
        "Rate",
        "Merge 8 frames into a series",
        None,
    ]
    assert place.standing() == [FIRST, SECOND]
    place.reopen()
    assert [place.redo(), place.redo(), place.redo()][0] == "Merge 8 frames into a series"
    assert place.standing() == [("series", [0, 1, 2, 3, 4, 5, 6])]


def test_an_edit_holds_in_the_folder_above_and_below(place: Place) -> None:
    above = queries.open_shoot(place.catalogue, place.folder)
    place.find(range(10), shoot=above)  # of both series and two frames more
    series_edits.take_out(place.catalogue, above, place.of([0]), "Take out")
    assert place.standing() == [("series", list(range(1, 10)))]
    assert place.standing(above) == [("series", list(range(1, 10)))]
    decisions.undo(place.catalogue, place.shoot.path)
    assert place.standing(above) == [("series", list(range(10)))]
    assert place.standing() == [FIRST, SECOND]


def test_the_series_of_an_older_catalogue_are_what_grouping_found(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'c.sqlite'}")
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        day = tmp_path / "day"
        for statement in (
            f"INSERT INTO shoot (id, path, opened_at) VALUES (1, '{day}', '2026-01-01 00:00:00')",
            "INSERT INTO frame (id, path, folder, added_at) "
            f"SELECT value, '{day}/IMG_0000' || (value - 1) || '.JPG', '{day}', '2026-01-01 00:00:00' "
            "FROM json_each('[1, 2, 3]')",
            "INSERT INTO frame_file (frame_id, position, path, size, mtime_ns) "
            "SELECT id, 0, path, 1, 1 FROM frame",
            "INSERT INTO series (id, shoot_id, kind, suggested_id, reasons) VALUES (7, 1, 'series', 1, '[]')",
            "INSERT INTO series_member (shoot_id, frame_id, series_id, position) "
            "SELECT 1, id, 7, id - 1 FROM frame",
        ):
            connection.exec_driver_sql(statement)
    engine.dispose()
    place = Place(tmp_path, 3)
    assert place.standing() == [("series", [0, 1, 2])]
    series_edits.take_out(place.catalogue, place.shoot, place.of([1]), "Take out")
    assert place.standing() == [("series", [0, 2])]
    place.undo()
    assert place.standing() == [("series", [0, 1, 2])]
    place.catalogue.close()


def test_parted_near_duplicates_still_count_as_one_series_where_a_model_is_tested(place: Place) -> None:
    series_edits.split_at(place.catalogue, place.shoot, place.ids[2], "Split")
    found = queries.series_of(place.catalogue, place.of([0, 3, 9]))
    assert set(found[place.ids[0]]) & set(found[place.ids[3]])
    assert place.ids[9] not in found


def test_a_vanished_frame_has_no_standing_until_it_is_back(place: Place) -> None:
    series_edits.merge(place.catalogue, place.shoot, place.of(range(8)), "Merge")
    scanning.set_missing(place.catalogue, place.of([2]), True)
    place.find([0, 1, 3], range(4, 8))
    assert place.standing() == [("series", [0, 1, 3, 4, 5, 6, 7])]
    scanning.set_missing(place.catalogue, place.of([2]), False)
    place.find(range(4), range(4, 8))
    assert place.standing() == [("series", list(range(8)))]


def test_a_shoot_of_one_frame_has_nothing_to_edit(tmp_path: Path) -> None:
    place = Place(tmp_path, 1)
    place.find()
    one = place.ids
    assert series_edits.merge(place.catalogue, place.shoot, one, "Merge") is None
    assert series_edits.merge(place.catalogue, place.shoot, [], "Merge") is None
    assert series_edits.split_at(place.catalogue, place.shoot, one[0], "Split") is None
    assert series_edits.take_out(place.catalogue, place.shoot, one, "Take out") is None
    assert series_edits.set_suggested(place.catalogue, place.shoot, one[0], "Suggest") is None
    assert series_edits.forget(place.catalogue, place.shoot, one, "As found") is None
    plan = series_edits.plan_suggested(place.catalogue, place.shoot)
    assert (plan.picks, plan.rejects, plan.series) == ((), (), 0)
    assert series_edits.pick_suggested(place.catalogue, plan, "Pick") is None
    place.catalogue.close()


def test_the_suggested_are_picked_and_the_others_rejected_as_one_step(place: Place) -> None:
    decisions.mark(place.catalogue, place.of([5]), {"flag": "pick"}, "Pick")
    plan = series_edits.plan_suggested(place.catalogue, place.shoot)
    assert (plan.series, len(plan.picks), len(plan.rejects), plan.kept, plan.sets) == (2, 2, 5, 1, 0)
    series_edits.pick_suggested(place.catalogue, plan, "Pick the suggested")
    r = "reject"
    assert place.flags() == ["pick", r, r, r, "pick", "pick", r, r, None, None]
    assert place.undo() == "Pick the suggested"
    assert place.flags() == [None] * 5 + ["pick"] + [None] * 4


def test_sets_and_series_whose_suggested_frame_was_rejected_are_left_alone(place: Place) -> None:
    series_edits.set_kind(place.catalogue, place.shoot, place.of([0]), "set", "Keep")
    decisions.mark(place.catalogue, place.of([4]), {"flag": "reject"}, "Reject")
    plan = series_edits.plan_suggested(place.catalogue, place.shoot)
    assert (plan.picks, plan.rejects, plan.series, plan.kept, plan.sets) == ((), (), 0, 1, 1)


def test_edits_of_a_series_of_ten_thousand_frames_are_quick(tmp_path: Path) -> None:
    place = Place(tmp_path, 10_000)
    place.find(range(5_000), range(5_000, 10_000))
    timed: dict[str, float] = {}

    def measured(name: str, act: object) -> None:
        begun = time.perf_counter()
        assert callable(act) and act()
        timed[name] = time.perf_counter() - begun

    edits, shoot = series_edits, place.shoot
    measured("merge", lambda: edits.merge(place.catalogue, shoot, place.ids, "Merge"))
    measured("out", lambda: edits.take_out(place.catalogue, shoot, place.of([7]), "Out"))
    measured("choose", lambda: edits.set_suggested(place.catalogue, shoot, place.ids[9], "Choose"))
    measured("split", lambda: edits.split_at(place.catalogue, shoot, place.ids[6_000], "Split"))
    for name in ("split", "choose", "out", "merge"):
        measured(f"undo {name}", place.undo)
    print({name: round(seconds, 2) for name, seconds in timed.items()})
    assert max(timed.values()) < 10  # on a loaded machine; alone below 1 s
    place.catalogue.close()


EDIT = st.one_of(
    st.tuples(
        st.sampled_from(["merge", "split", "take_out", "forget"]), st.sets(st.integers(0, 9), min_size=1)
    ),
    st.tuples(st.sampled_from(["split_at", "set_suggested"]), st.integers(0, 9)),
    st.tuples(st.just("find"), st.lists(st.integers(0, 4), min_size=10, max_size=10)),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(EDIT, max_size=8))
def test_whatever_is_edited_undoing_all_brings_back_what_grouping_found(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, object]]
) -> None:
    place = Place(tmp_path_factory.mktemp("edits"), 10)
    numbers = [0] * 4 + [1] * 4 + [2, 3]
    for name, argument in [("find", numbers), *edits]:
        if name == "find":
            assert isinstance(argument, list)
            numbers = argument
            groups = [[n for n in range(10) if numbers[n] == g] for g in range(5)]
            place.find(*(g for g in groups if len(g) > 1))
        elif isinstance(argument, set):
            getattr(series_edits, name)(place.catalogue, place.shoot, place.of(argument), name)
        elif isinstance(argument, int):
            getattr(series_edits, name)(place.catalogue, place.shoot, place.ids[argument], name)
        frames = [n for _, members in place.standing() for n in members]
        assert len(frames) == len(set(frames))
    while place.undo():
        pass
    expected = [("series", [n for n in range(10) if numbers[n] == g]) for g in range(5)]
    assert place.standing() == sorted(s for s in expected if len(s[1]) > 1)
    place.catalogue.close()


def test_series_that_stay_as_they_are_keep_their_ids(place: Place) -> None:
    frames = queries.frames_of(place.catalogue, place.shoot)
    before = {f.id: f.series.id for f in frames if f.series}
    assert place.find(range(4), range(4, 9)) == set(place.of(range(4, 9)))
    step = series_edits.take_out(place.catalogue, place.shoot, place.of([5]), "Take out")
    assert step is not None and set(step.frame_ids) == set(place.of(range(4, 9)))
    after = {f.id: f.series.id for f in queries.frames_of(place.catalogue, place.shoot) if f.series}
    assert all(after[i] == before[i] for i in place.of(range(4)))
