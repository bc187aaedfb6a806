"""Assets find their frames by name, and ask where a name leaves a choice."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from aesthcull.catalogue import matches, queries, sales, scanning
from aesthcull.catalogue.matches import NamedFile, NewMatch
from aesthcull.catalogue.records import ReportedRow
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.matching import match_names
from aesthcull.exchange.matching.index import NameIndex
from aesthcull.job import Cancelled, Job
from aesthcull.pipeline import Workplace
from tests.exchange.matching.assets import ADOBE, add_assets, add_frames, asset, outcome, report


@pytest.fixture
def catalogue(work: Workplace) -> Catalogue:
    return work.catalogue


def test_an_empty_catalogue_has_nothing_to_match(catalogue: Catalogue) -> None:
    assert match_names(catalogue, Job()).assets == 0


def test_assets_without_frames_stay_open(catalogue: Catalogue) -> None:
    (sold,) = add_assets(catalogue, "IMG_1.jpg")
    found = match_names(catalogue, Job())
    assert (found.open, found.changed, found.examples["open"]) == (1, 0, [(ADOBE, "IMG_1.jpg")])
    assert outcome(catalogue, sold) == ("open", None, None, set())


@pytest.mark.parametrize(
    ("frame", "sold", "how"),
    [
        ("a/IMG_1.jpg", "IMG_1.jpg", "name"),
        ("a/IMG_1.jpg", "img_1.JPG", "name"),
        (("a/IMG_1.jpg", "a/IMG_1.CR2"), "IMG_1.CR2", "name"),
        ("a/IMG_1.CR2", "IMG_1.jpg", "stem"),
        ("a/IMG_1.CR2", "IMG_1", "stem"),
        ("a/IMG_1.CR2.jpg", "IMG_1.jpg", "stem"),
        ("a/IMG_1.jpg", "IMG_1-Edit.jpg", "edited"),
        ("a/IMG_1-Edit.tif", "IMG_1.jpg", "edited"),
        ("a/IMG_1-Edit.tif", "IMG_1_sRGB.jpg", "edited"),
        ("a/IMG_1.jpg", "IMG_1-Edit-2.jpg", "edited"),
        ("a/IMG_1.jpg", "IMG_1 (1).jpg", "edited"),
        ("a/IMG_1.jpg", "Copy of IMG_1.jpg", "edited"),
        ("a/AdobeStock_1000.jpeg", "whatever.jpg", "name"),
    ],
)
def test_one_frame_of_the_name_is_the_match(
    catalogue: Catalogue, frame: str | tuple[str, ...], sold: str, how: str
) -> None:
    (shown, _) = add_frames(catalogue, frame, "a/OTHER_77.jpg")
    (asset_id,) = add_assets(catalogue, sold)
    found = match_names(catalogue, Job())
    assert outcome(catalogue, asset_id) == ("matched", shown, how, set())
    assert found.matched == {how: 1} and found.changed == 1


@pytest.mark.parametrize(
    ("frames", "sold", "how"),
    [
        (["a/IMG_1.jpg", "b/IMG_1.jpg"], "IMG_1.jpg", "name"),
        (["a/IMG_1.CR2", "b/IMG_1.dng"], "IMG_1.jpg", "stem"),
        (["a/IMG_1-Edit.jpg", "a/IMG_1_edited.jpg"], "IMG_1.jpg", "edited"),
        (["a/IMG_1.jpg", "a/IMG_1-2.jpg"], "IMG_1-Edit.jpg", "edited"),
        (["a/sunset.jpg"], "sunset-2.jpg", "edited"),
        (["a/sunset-2.jpg"], "sunset.jpg", "edited"),
        (["a/IMG_1234-3.jpg"], "IMG_1234-2.jpg", "edited"),
    ],
)
def test_a_name_that_leaves_a_choice_is_asked(
    catalogue: Catalogue, frames: list[str], sold: str, how: str
) -> None:
    ids = add_frames(catalogue, *frames)
    (asset_id,) = add_assets(catalogue, sold)
    found = match_names(catalogue, Job())
    assert outcome(catalogue, asset_id) == ("ambiguous", None, None, set(ids))
    assert {c.how for c in asset(catalogue, asset_id).candidates} == {how}
    assert found.ambiguous == 1 and found.matched == {}


@pytest.mark.parametrize(
    ("frame", "sold"),
    [
        ("a/sunset-3.jpg", "sunset-2.jpg"),
        ("a/IMG_2.jpg", "IMG_1.jpg"),
        ("a/IMG_12.jpg", "IMG_1.jpg"),
        ("a/2024-05-02.jpg", "2024-05-01.jpg"),
    ],
)
def test_names_of_other_photographs_are_not_even_candidates(
    catalogue: Catalogue, frame: str, sold: str
) -> None:
    add_frames(catalogue, frame)
    (asset_id,) = add_assets(catalogue, sold)
    match_names(catalogue, Job())
    assert outcome(catalogue, asset_id)[0] == "open"


def test_the_surer_name_goes_first(catalogue: Catalogue) -> None:
    exact, _ = add_frames(catalogue, "a/IMG_1.jpg", "c/IMG_1-Edit.jpg")
    (asset_id,) = add_assets(catalogue, "IMG_1.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, asset_id) == ("matched", exact, "name", set())


def test_the_exact_name_is_asked_about_where_another_shoots_raw_may_be_the_original(
    catalogue: Catalogue,
) -> None:
    raw, exact = add_frames(catalogue, "2019/IMG_1.CR2", "2023/IMG_1.jpg")
    (sold,) = add_assets(catalogue, "IMG_1.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, sold) == ("ambiguous", None, None, {raw, exact})
    told = [(c.frame_id, c.how) for c in asset(catalogue, sold).candidates]
    assert told == [(exact, "name"), (raw, "stem")]  # the exact name goes first
    assert sales.assets(catalogue)[0].candidates == asset(catalogue, sold).candidates
    assert match_names(catalogue, Job()).changed == 0


def test_a_folder_in_the_name_tells_the_raw_from_the_jpeg(catalogue: Catalogue) -> None:
    raw, exact = add_frames(catalogue, "2019/IMG_1.CR2", "2023/IMG_1.jpg")
    old, new = add_assets(catalogue, "2019/IMG_1.jpg", "2023/IMG_1.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, old)[:3] == ("matched", raw, "stem")
    assert outcome(catalogue, new)[:3] == ("matched", exact, "name")


def test_another_shoots_raw_does_not_take_over_what_a_vanished_jpeg_sold(catalogue: Catalogue) -> None:
    (exact,) = add_frames(catalogue, "2019/IMG_1.jpg")
    (sold,) = add_assets(catalogue, "IMG_1.jpg")
    match_names(catalogue, Job())
    scanning.set_missing(catalogue, [exact], True)
    (raw,) = add_frames(catalogue, "2023/IMG_1.CR2")
    match_names(catalogue, Job())
    assert outcome(catalogue, sold) == ("ambiguous", None, None, {exact, raw})


def test_frames_that_have_vanished_count_only_where_there_is_no_other(catalogue: Catalogue) -> None:
    old, alone, new = add_frames(catalogue, "old/IMG_1.jpg", "old/IMG_2.jpg", "new/IMG_1.jpg")
    scanning.set_missing(catalogue, [old, alone], True)
    first, second = add_assets(catalogue, "IMG_1.jpg", "IMG_2.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, first)[1] == new and outcome(catalogue, second)[1] == alone


def test_a_moved_folder_takes_its_sales_along(catalogue: Catalogue) -> None:
    (old,) = add_frames(catalogue, "old/IMG_1.jpg")
    (asset_id,) = add_assets(catalogue, "IMG_1.jpg")
    match_names(catalogue, Job())
    scanning.set_missing(catalogue, [old], True)
    match_names(catalogue, Job())
    assert outcome(catalogue, asset_id)[1] == old  # nothing better is known
    (new,) = add_frames(catalogue, "new/IMG_1.jpg")
    assert match_names(catalogue, Job()).changed == 1
    assert outcome(catalogue, asset_id) == ("matched", new, "name", set())


def test_a_folder_in_the_name_tells_which(catalogue: Catalogue) -> None:
    first, second = add_frames(catalogue, "2023/IMG_1.jpg", "2024/IMG_1.jpg")
    sold, elsewhere = add_assets(catalogue, "2024\\IMG_1.jpg", "2022/IMG_1.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, sold)[:2] == ("matched", second)
    assert outcome(catalogue, elsewhere) == ("ambiguous", None, None, {first, second})


def test_a_folder_that_no_frame_lies_in_is_asked_even_with_one_frame(catalogue: Catalogue) -> None:
    (frame,) = add_frames(catalogue, "2023/IMG_1.jpg")
    (sold,) = add_assets(catalogue, "2022/IMG_1.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, sold) == ("ambiguous", None, None, {frame})


def test_a_title_finds_a_file_of_the_same_words_where_no_file_name_is_told(catalogue: Catalogue) -> None:
    (frame,) = add_frames(catalogue, "a/old-bridge_at dawn.jpg")
    told = ReportedRow(1, "asset", "1", None, "Old bridge, at dawn")
    called = ReportedRow(2, "asset", "2", "DSC_9.jpg", "Old bridge at dawn")
    report(catalogue, told, called)
    match_names(catalogue, Job())
    by_number = {a.number: a for a in matches.known_assets(catalogue)}
    assert (by_number["1"].state, by_number["1"].frame_id, by_number["1"].how) == ("matched", frame, "title")
    assert by_number["2"].state == "ambiguous"  # its file is called otherwise


def test_a_second_run_changes_nothing_and_a_new_frame_is_found(catalogue: Catalogue) -> None:
    (first,) = add_frames(catalogue, "a/IMG_1.jpg")
    one, two = add_assets(catalogue, "IMG_1.jpg", "IMG_2.jpg")
    match_names(catalogue, Job())
    assert match_names(catalogue, Job()).changed == 0
    (second,) = add_frames(catalogue, "a/IMG_2.jpg")
    assert match_names(catalogue, Job()).changed == 1
    assert (outcome(catalogue, one)[1], outcome(catalogue, two)[1]) == (first, second)


@pytest.mark.parametrize(
    ("frames", "sold"),
    [
        (("2019/IMG_1.jpg", "2023/IMG_1.jpg"), "IMG_1.jpg"),
        (("2019/IMG_1.jpg", "2023/IMG_1.CR2"), "IMG_1.jpg"),
        (("2019/IMG_1.CR2", "2023/IMG_1.jpg"), "IMG_1.jpg"),
        (("2019/IMG_1.CR2", "2023/IMG_1.dng"), "IMG_1.jpg"),
        (("2019/IMG_1.CR2", "2023/IMG_1.CR2"), "IMG_1-Edit.jpg"),
        (("2019/AdobeStock_1000.jpg", "2023/AdobeStock_1000.jpg"), "whatever.jpg"),
        (("2019/IMG_1.CR2", "2019/IMG_1-Edit.jpg"), "IMG_1-Edit.jpg"),
        (("2019/IMG_1.jpg", "2019/IMG_2.jpg"), "IMG_1.jpg"),
    ],
)
@pytest.mark.parametrize("first", [0, 1])
def test_what_is_scanned_or_imported_first_makes_no_difference(
    catalogue: Catalogue, frames: tuple[str, str], sold: str, first: int
) -> None:
    both = (frames[first], frames[1 - first])
    (one,) = add_frames(catalogue, both[0])
    (asset_id,) = add_assets(catalogue, sold)
    match_names(catalogue, Job())
    (other,) = add_frames(catalogue, both[1])
    match_names(catalogue, Job())
    step_by_step = outcome(catalogue, asset_id)
    matches.decide(catalogue, [asset_id], one)
    matches.reopen(catalogue, [asset_id])
    match_names(catalogue, Job())
    assert step_by_step == outcome(catalogue, asset_id)
    assert step_by_step[0] == "matched" or step_by_step == ("ambiguous", None, None, {one, other})


def test_a_title_is_asked_about_when_another_frame_of_its_words_appears(catalogue: Catalogue) -> None:
    (one,) = add_frames(catalogue, "a/old bridge.jpg")
    report(catalogue, ReportedRow(1, "asset", "1", None, "Old bridge"))
    match_names(catalogue, Job())
    assert outcome(catalogue, 1)[:3] == ("matched", one, "title")
    (other,) = add_frames(catalogue, "b/old-bridge.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, 1) == ("ambiguous", None, None, {one, other})


def test_what_a_picture_settled_or_confirmed_is_not_asked_again(catalogue: Catalogue) -> None:
    one, two = add_frames(catalogue, "a/IMG_1.jpg", "a/IMG_2.jpg")
    confirmed, shown = add_assets(catalogue, "IMG_1.jpg", "IMG_3.jpg")
    seen = Path("/uploads/x.jpg")
    settled = [NewMatch(confirmed, one, "name", picture=seen), NewMatch(shown, two, "picture", picture=seen)]
    matches.store_matches(catalogue, settled)
    add_frames(catalogue, "b/IMG_1.jpg", "b/IMG_3.jpg")
    assert match_names(catalogue, Job()).changed == 0
    assert outcome(catalogue, confirmed)[1] == one and outcome(catalogue, shown)[1] == two


def test_a_number_finds_files_of_its_own_agency_only(catalogue: Catalogue) -> None:
    add_frames(catalogue, "a/shutterstock_1000.jpg", "a/AdobeStock_999.jpg")
    (ours,) = add_frames(catalogue, "a/AdobeStock_1000.jpg")
    (sold,) = add_assets(catalogue, "whatever.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, sold) == ("matched", ours, "name", set())


def test_numbers_are_looked_up_not_searched_for() -> None:
    index = NameIndex(NamedFile(n, f"/a/AdobeStock_{n:06d}.jpg", False) for n in range(20_000))
    begun = time.process_time()
    assert all(index.numbered(ADOBE, f"{n:06d}") is not None for n in range(20_000))
    assert time.process_time() - begun < 2  # walking all for each takes minutes


def test_new_candidates_join_an_open_question(catalogue: Catalogue) -> None:
    frames = add_frames(catalogue, "a/IMG_1.jpg", "b/IMG_1.jpg")
    (sold,) = add_assets(catalogue, "IMG_1.jpg")
    match_names(catalogue, Job())
    frames += add_frames(catalogue, "c/IMG_1.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, sold)[3] == set(frames)


def test_a_persons_decision_outlives_later_runs(catalogue: Catalogue) -> None:
    first, second = add_frames(catalogue, "a/IMG_1.jpg", "b/IMG_1.jpg")
    chosen, refused, named = add_assets(catalogue, "IMG_1.jpg", "img_1.JPG", "IMG_9.jpg")
    match_names(catalogue, Job())
    assert matches.decide(catalogue, [chosen], second) == 1
    assert matches.decide(catalogue, [refused], None) == 1
    assert matches.decide(catalogue, [named], first) == 1
    add_frames(catalogue, "c/IMG_1.jpg", "c/IMG_9.jpg")
    found = match_names(catalogue, Job())
    assert outcome(catalogue, chosen)[:3] == ("matched", second, "person")
    assert outcome(catalogue, refused)[:2] == ("dismissed", None)
    assert outcome(catalogue, named)[:3] == ("matched", first, "person")
    assert (found.matched, found.dismissed, found.ambiguous) == ({"person": 2}, 1, 0)


def test_a_decision_can_be_taken_back(catalogue: Catalogue) -> None:
    first, second = add_frames(catalogue, "a/IMG_1.jpg", "b/IMG_1.jpg")
    (third,) = add_frames(catalogue, "a/IMG_2.jpg")
    asked, wrong = add_assets(catalogue, "IMG_1.jpg", "IMG_2.jpg")
    match_names(catalogue, Job())
    matches.decide(catalogue, [asked, wrong], None)
    assert matches.reopen(catalogue, [asked, wrong]) == 2
    assert outcome(catalogue, asked) == ("ambiguous", None, None, {first, second})
    assert outcome(catalogue, wrong)[0] == "open"
    match_names(catalogue, Job())
    assert outcome(catalogue, wrong)[:3] == ("matched", third, "name")
    assert matches.reopen(catalogue, [asked, wrong]) == 0  # nothing of a person's is left


def test_a_decision_made_while_matching_runs_is_not_overwritten(catalogue: Catalogue) -> None:
    first, second = add_frames(catalogue, "a/IMG_1.jpg", "b/IMG_2.jpg")
    (sold,) = add_assets(catalogue, "IMG_1.jpg")

    class DecidingJob(Job):
        def advance(self, items: int = 1) -> None:
            matches.decide(catalogue, [sold], second)
            super().advance(items)

    match_names(catalogue, DecidingJob())
    assert outcome(catalogue, sold)[:3] == ("matched", second, "person")
    assert first != second


def test_cancelled_matching_stores_nothing(catalogue: Catalogue) -> None:
    add_frames(catalogue, "a/IMG_1.jpg")
    (sold,) = add_assets(catalogue, "IMG_1.jpg")
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        match_names(catalogue, job)
    assert outcome(catalogue, sold)[0] == "open"


def test_copies_of_one_file_are_said_to_be_alike_and_asked_all_the_same(
    work: Workplace, catalogue: Catalogue, tmp_path: Path, make_photo: object
) -> None:
    from aesthcull.pipeline import scan

    for folder, seed in (("a", 1), ("backup", 1), ("other", 2)):
        make_photo(tmp_path / "shoot" / folder / "IMG_1.jpg", seed=seed)  # type: ignore[operator]
    scan(work, tmp_path / "shoot", Job())
    (sold,) = add_assets(catalogue, "IMG_1.jpg")
    match_names(catalogue, Job())
    found = asset(catalogue, sold)
    assert found.state == "ambiguous"
    folders = {f.id: f.path.parent.name for f in queries.frames_by_id(catalogue, range(1, 4))}
    alike = {folders[c.frame_id]: c.similarity for c in found.candidates}
    assert alike["a"] == alike["backup"] == pytest.approx(1, abs=1e-3)
    assert alike["other"] is not None and alike["other"] < 0.9


def test_a_raw_and_a_jpeg_of_one_frame_are_one_candidate(catalogue: Catalogue) -> None:
    (frame,) = add_frames(catalogue, ("a/IMG_1.jpg", "a/IMG_1.CR2"))
    (sold,) = add_assets(catalogue, "IMG_1.tif")
    match_names(catalogue, Job())
    assert outcome(catalogue, sold) == ("matched", frame, "stem", set())


def test_names_that_are_not_unicode_are_no_obstacle(catalogue: Catalogue) -> None:
    add_frames(catalogue, "a/IMG_\udce9.jpg", "a/IMG_1.jpg")
    (sold,) = add_assets(catalogue, "IMG_1.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, sold)[0] == "matched"


def test_the_report_as_json(catalogue: Catalogue) -> None:
    add_frames(catalogue, "a/IMG_1.jpg", "a/IMG_2.jpg", "b/IMG_2.jpg")
    add_assets(catalogue, "IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg")
    found = match_names(catalogue, Job()).as_json()
    counts = {key: found[key] for key in ("assets", "matched", "ambiguous", "not_found", "dismissed")}
    assert counts == {"assets": 3, "matched": 1, "ambiguous": 1, "not_found": 1, "dismissed": 0}
    assert found["matched_by"] == {"name": 1}
    assert found["examples"]["not_found"] == [{"agency": ADOBE, "name": "IMG_3.jpg"}]
