from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aesthcull.catalogue import decisions, queries, scanning
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.catalogue.tables import decode_path, encode_path
from aesthcull.pipeline import Workplace

Marks = dict[str, tuple[str | None, int, str | None, list[str]]]


def add(catalogue: Catalogue, folder: Path, count: int) -> list[int]:
    files = [(StoredFile(folder / f"IMG_{i:04}.JPG", 1, 1),) for i in range(count)]
    return scanning.add_frames(catalogue, files)


def marks(catalogue: Catalogue, folder: Path) -> Marks:
    frames = queries.frames_of(catalogue, queries.open_shoot(catalogue, folder))
    return {f.path.name: (f.flag, f.rating, f.label, [k.name for k in f.keywords]) for f in frames}


def test_a_mark_survives_a_restart(tmp_path: Path) -> None:
    place = str(tmp_path / "c.sqlite")
    catalogue = open_catalogue(place)
    ids = add(catalogue, tmp_path, 2)
    decisions.mark(
        catalogue, ids[:1], {"flag": "pick", "rating": 4, "label": "green", "keyword": "sea"}, "all"
    )
    catalogue.close()
    again = open_catalogue(place)
    assert marks(again, tmp_path)["IMG_0000.JPG"] == ("pick", 4, "green", ["sea"])
    assert marks(again, tmp_path)["IMG_0001.JPG"] == (None, 0, None, [])
    again.close()


def test_a_mark_survives_the_sudden_death_of_the_program(tmp_path: Path) -> None:
    catalogue = open_catalogue(str(tmp_path / "c.sqlite"))
    add(catalogue, tmp_path, 1)
    catalogue.close()
    script = (
        "import os, sys\n"
        "from aesthcull.catalogue import decisions\n"
        "from aesthcull.catalogue.store import open_catalogue\n"
        "decisions.mark(open_catalogue(sys.argv[1]), [1], {'flag': 'reject'}, 'reject')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "c.sqlite")], check=False)
    assert done.returncode == -9 or os.name == "nt"
    catalogue = open_catalogue(str(tmp_path / "c.sqlite"))
    assert marks(catalogue, tmp_path)["IMG_0000.JPG"][0] == "reject"
    catalogue.close()


def test_a_batch_is_one_step_of_undo(work: Workplace, tmp_path: Path) -> None:
    ids = add(work.catalogue, tmp_path, 1200)
    decisions.mark(work.catalogue, ids[:3], {"rating": 2}, "two stars")
    decisions.mark(work.catalogue, ids, {"rating": 5}, "five stars")
    step = decisions.undo(work.catalogue, tmp_path)
    assert step is not None and step.name == "five stars" and len(step.frame_ids) == 1200
    found = marks(work.catalogue, tmp_path)
    assert [found[f"IMG_{i:04}.JPG"][1] for i in (0, 2, 3, 1199)] == [2, 2, 0, 0]
    redone = decisions.redo(work.catalogue, tmp_path)
    assert redone is not None and redone.name == "five stars"
    assert {m[1] for m in marks(work.catalogue, tmp_path).values()} == {5}


def test_undo_acts_on_the_opened_shoot_only(work: Workplace, tmp_path: Path) -> None:
    (one,) = add(work.catalogue, tmp_path / "one", 1)
    (two,) = add(work.catalogue, tmp_path / "one more", 1)
    decisions.mark(work.catalogue, [one], {"flag": "pick"}, "first")
    decisions.mark(work.catalogue, [two], {"flag": "pick"}, "second")
    step = decisions.undo(work.catalogue, tmp_path / "one")
    assert step is not None and step.name == "first"
    assert decisions.undo(work.catalogue, tmp_path / "one") is None
    # A folder above sees both.
    above = decisions.undo(work.catalogue, tmp_path)
    assert above is not None and above.name == "second"


def test_a_new_decision_ends_redo(work: Workplace, tmp_path: Path) -> None:
    ids = add(work.catalogue, tmp_path, 2)
    decisions.mark(work.catalogue, ids[:1], {"flag": "pick"}, "pick")
    decisions.undo(work.catalogue, tmp_path)
    assert decisions.next_steps(work.catalogue, tmp_path) == (None, "pick")
    decisions.mark(work.catalogue, ids[1:], {"label": "red"}, "red")
    assert decisions.next_steps(work.catalogue, tmp_path) == ("red", None)


def test_a_mark_that_changes_nothing_is_no_step(work: Workplace, tmp_path: Path) -> None:
    ids = add(work.catalogue, tmp_path, 1)
    assert decisions.mark(work.catalogue, ids, {"rating": 0, "flag": None}, "nothing") is None
    assert decisions.undo(work.catalogue, tmp_path) is None


@pytest.mark.parametrize(
    "change", [{"rating": 6}, {"rating": -1}, {"flag": "maybe"}, {"label": "pink"}, {"keyword": " "}]
)
def test_values_that_are_not_allowed_are_refused(
    work: Workplace, tmp_path: Path, change: decisions.Changes
) -> None:
    ids = add(work.catalogue, tmp_path, 1)
    with pytest.raises(ValueError, match="is not a"):
        decisions.mark(work.catalogue, ids, change, "wrong")


CHANGE = st.one_of(
    st.tuples(st.just("flag"), st.sampled_from([None, "pick", "reject"])),
    st.tuples(st.just("rating"), st.integers(0, 5)),
    st.tuples(st.just("label"), st.sampled_from([None, "red", "blue"])),
    st.tuples(st.just("keyword"), st.sampled_from(["sea", "Größe", "a'b\"c"])),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(0, 2), min_size=1), CHANGE), max_size=12))
def test_undoing_everything_returns_to_the_start_and_redo_to_the_end(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[set[int], tuple[str, object]]]
) -> None:
    folder = tmp_path_factory.mktemp("undo")
    catalogue = open_catalogue(str(folder / "c.sqlite"))
    ids = add(catalogue, folder, 3)
    states = [marks(catalogue, folder)]
    for chosen, (field, value) in steps:
        changes: decisions.Changes = {field: value}  # type: ignore[dict-item]
        if decisions.mark(catalogue, [ids[i] for i in sorted(chosen)], changes, "step"):
            states.append(marks(catalogue, folder))
    for state in reversed(states[:-1]):
        assert decisions.undo(catalogue, folder) is not None
        assert marks(catalogue, folder) == state
    assert decisions.undo(catalogue, folder) is None
    for state in states[1:]:
        assert decisions.redo(catalogue, folder) is not None
        assert marks(catalogue, folder) == state
    catalogue.close()


@given(st.binary(min_size=1, max_size=40))
def test_any_file_name_survives_the_catalogue(name: bytes) -> None:
    text = os.fsdecode(name)
    encode_path(text).encode("utf-8")
    assert decode_path(encode_path(text)) == text


def test_a_decision_in_one_folder_of_a_shoot_ends_redo_in_the_others(work: Workplace, tmp_path: Path) -> None:
    queries.open_shoot(work.catalogue, tmp_path)
    (one,), (other,) = add(work.catalogue, tmp_path / "a", 1), add(work.catalogue, tmp_path / "b", 1)
    decisions.mark(work.catalogue, [one], {"flag": "pick"}, "first")
    decisions.undo(work.catalogue, tmp_path)
    decisions.mark(work.catalogue, [other], {"flag": "reject"}, "second")
    assert decisions.redo(work.catalogue, tmp_path) is None
    undone = decisions.undo(work.catalogue, tmp_path)
    assert undone is not None and undone.name == "second"
