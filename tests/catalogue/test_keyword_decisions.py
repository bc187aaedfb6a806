from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aesthcull.catalogue import decisions, keywords, queries, scanning
from aesthcull.catalogue.records import PERSON, StoredFile
from aesthcull.catalogue.scanning import Judged, NewTags
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.pipeline import Workplace

TAGGER = "keywords"


def add(catalogue: Catalogue, folder: Path, count: int) -> list[int]:
    files = [(StoredFile(folder / f"IMG_{i:04}.JPG", 1, 1),) for i in range(count)]
    return scanning.add_frames(catalogue, files)


def tag(catalogue: Catalogue, ids: list[int], *words: str, version: str = "1.0") -> None:
    model = scanning.register_model(catalogue, TAGGER, version, "0" * 64)
    said = NewTags(TAGGER, version, model, tuple((word, 0.8) for word in words))
    scanning.store_tags(catalogue, [(i, said) for i in ids])


def shown(catalogue: Catalogue, folder: Path) -> list[list[tuple[str, str]]]:
    frames = queries.frames_of(catalogue, queries.open_shoot(catalogue, folder))
    return [[(k.name, k.source) for k in frame.keywords] for frame in frames]


def test_an_accepted_suggestion_becomes_the_photographers_and_is_listed_once(
    work: Workplace, tmp_path: Path
) -> None:
    ids = add(work.catalogue, tmp_path, 2)
    tag(work.catalogue, ids, "beach", "sea")
    step = decisions.mark(work.catalogue, ids[:1], {"keyword": "beach"}, "Accept keyword beach")
    assert step is not None and step.frame_ids == (ids[0],)
    suggested = [("beach", "keywords@1.0"), ("sea", "keywords@1.0")]
    assert shown(work.catalogue, tmp_path) == [[("beach", PERSON), ("sea", "keywords@1.0")], suggested]
    decisions.undo(work.catalogue, tmp_path)
    assert shown(work.catalogue, tmp_path) == [suggested, suggested]


def test_a_removed_suggestion_stays_removed_when_a_newer_model_makes_it_again(
    work: Workplace, tmp_path: Path
) -> None:
    ids = add(work.catalogue, tmp_path, 2)
    tag(work.catalogue, ids, "beach", "sea")
    decisions.mark(work.catalogue, ids[:1], {"dismissed": "beach"}, "Remove keyword beach")
    tag(work.catalogue, ids, "beach", "sand", version="2.0")
    one, two = shown(work.catalogue, tmp_path)
    assert one == [("sand", "keywords@2.0")]
    assert two == [("beach", "keywords@2.0"), ("sand", "keywords@2.0")]


def test_a_frame_that_is_decoded_anew_keeps_what_was_decided_about_its_keywords(
    work: Workplace, tmp_path: Path
) -> None:
    ids = add(work.catalogue, tmp_path, 1)
    tag(work.catalogue, ids, "beach", "sea")
    decisions.mark(work.catalogue, ids, {"dismissed": "beach", "keyword": "sea"}, "both")
    model = scanning.register_model(work.catalogue, TAGGER, "1.0", "0" * 64)
    again = NewTags(TAGGER, "1.0", model, (("beach", 0.9), ("sky", 0.7)))
    scanning.store_judged(work.catalogue, [Judged(ids[0], width=1, height=1, tags=(again,))])
    assert shown(work.catalogue, tmp_path) == [[("sea", PERSON), ("sky", "keywords@1.0")]]


def test_removing_from_several_frames_is_one_step_that_undo_takes_back_after_a_restart(
    tmp_path: Path,
) -> None:
    place = str(tmp_path / "c.sqlite")
    catalogue = open_catalogue(place)
    ids = add(catalogue, tmp_path, 3)
    tag(catalogue, ids[:2], "beach")
    decisions.mark(catalogue, ids[1:], {"keyword": "beach"}, "Accept")
    before = shown(catalogue, tmp_path)
    step = decisions.mark(catalogue, ids, {"dismissed": "beach"}, "Remove keyword beach from 3 frames")
    assert step is not None and len(step.frame_ids) == 3
    assert shown(catalogue, tmp_path) == [[], [], []]
    catalogue.close()
    again = open_catalogue(place)
    undone = decisions.undo(again, tmp_path)
    assert undone is not None and undone.name == "Remove keyword beach from 3 frames"
    assert shown(again, tmp_path) == before
    assert decisions.redo(again, tmp_path) is not None
    assert shown(again, tmp_path) == [[], [], []]
    again.close()


def test_a_removed_keyword_that_is_given_again_is_shown_again(work: Workplace, tmp_path: Path) -> None:
    ids = add(work.catalogue, tmp_path, 1)
    tag(work.catalogue, ids, "beach")
    decisions.mark(work.catalogue, ids, {"dismissed": "beach"}, "remove")
    decisions.mark(work.catalogue, ids, {"keyword": "beach"}, "give")
    assert shown(work.catalogue, tmp_path) == [[("beach", PERSON)]]
    decisions.undo(work.catalogue, tmp_path)
    assert shown(work.catalogue, tmp_path) == [[]]


def test_removing_a_keyword_that_no_frame_shows_is_no_step(work: Workplace, tmp_path: Path) -> None:
    ids = add(work.catalogue, tmp_path, 2)
    assert decisions.mark(work.catalogue, ids, {"dismissed": "beach"}, "nothing") is None
    with pytest.raises(ValueError, match="is not a"):
        decisions.mark(work.catalogue, ids, {"dismissed": " "}, "wrong")


def test_words_in_use_are_the_photographers_first_then_the_most_frequent(
    work: Workplace, tmp_path: Path
) -> None:
    ids = add(work.catalogue, tmp_path, 3)
    tag(work.catalogue, ids, "sea", "gull")
    tag(work.catalogue, ids[:1], "boat", "sea")
    decisions.mark(work.catalogue, ids[:1], {"keyword": "my harbour"}, "give")
    decisions.mark(work.catalogue, ids[:1], {"dismissed": "boat"}, "remove")
    tag(work.catalogue, ids[:1], "sea")
    assert keywords.words_in_use(work.catalogue) == ["my harbour", "sea", "gull"]


CHANGE = st.tuples(st.sampled_from(["keyword", "dismissed"]), st.sampled_from(["sea", "Größe", "gull"]))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(0, 2), min_size=1), CHANGE), max_size=12))
def test_undo_and_redo_walk_through_every_state_of_the_keywords(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[set[int], tuple[str, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("undo")
    catalogue = open_catalogue(str(folder / "c.sqlite"))
    ids = add(catalogue, folder, 3)
    tag(catalogue, ids[:2], "sea", "gull")
    states = [shown(catalogue, folder)]
    for chosen, (field, word) in steps:
        changes: decisions.Changes = {field: word}  # type: ignore[dict-item]
        if decisions.mark(catalogue, [ids[i] for i in sorted(chosen)], changes, "step"):
            states.append(shown(catalogue, folder))
        for i in chosen:  # the last decision is what is shown
            names = [name for name, _ in shown(catalogue, folder)[i]]
            assert (word in names) == (field == "keyword")
    for state in reversed(states[:-1]):
        assert decisions.undo(catalogue, folder) is not None
        assert shown(catalogue, folder) == state
    for state in states[1:]:
        assert decisions.redo(catalogue, folder) is not None
        assert shown(catalogue, folder) == state
    catalogue.close()
