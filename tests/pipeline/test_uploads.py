"""Uploaded pictures show which frame an asset is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import piexif
import pytest
from PIL import Image

from aesthcull.catalogue import matches, queries, sales
from aesthcull.catalogue.matches import NamedAsset
from aesthcull.catalogue.records import Candidate, ReportedRow
from aesthcull.exchange.matching import match_names
from aesthcull.job import Cancelled, Job
from aesthcull.photos.decode import load_photo
from aesthcull.pipeline import FolderError, Workplace, scan
from aesthcull.pipeline.gallery import Recognised, Resemblance
from aesthcull.pipeline.picture_and_name import judge_asset
from aesthcull.pipeline.uploads import UploadReport, match_uploads
from aesthcull.series.copies import Agreement
from tests.conftest import picture
from tests.exchange.matching.assets import ADOBE, report
from tests.pipeline.edited_copies import EDITS, moved, write_copy

Upload = Callable[..., Path]


@pytest.fixture
def shoot(work: Workplace, sample_shoot: Path) -> dict[str, int]:
    """The sample shoot, scanned: frame ids by name."""
    scan(work, sample_shoot, Job())
    found = queries.find_shoot(work.catalogue, sample_shoot.resolve())
    assert found is not None
    return {frame.path.name: frame.id for frame in queries.frames_of(work.catalogue, found)}


@pytest.fixture
def upload(tmp_path: Path, sample_shoot: Path) -> Upload:
    """Writes an edited copy of a frame into the folder of uploads, under another name."""

    def make(frame: str, name: str, edit: str = "resized") -> Path:
        path = tmp_path / "uploads" / name
        pixels = load_photo(sample_shoot / frame).pixels
        return write_copy(path, EDITS[edit](pixels, np.random.default_rng(1)))

    return make


def run(work: Workplace, folder: Path, agency: str | None = None) -> UploadReport:
    return match_uploads(work, folder, Job(), match_names, agency)


def sold(work: Workplace, *names: str) -> dict[str, NamedAsset]:
    """Assets sold under these names."""
    report(work.catalogue, *(ReportedRow(n, "sale", str(n), name) for n, name in enumerate(names)))
    return known(work)


def known(work: Workplace) -> dict[str, NamedAsset]:
    return {a.file_name or "": a for a in matches.known_assets(work.catalogue)}


def singles(work: Workplace, shoot: dict[str, int]) -> list[str]:
    """Frames of the sample shoot that are in no series."""
    frames = queries.frames_by_id(work.catalogue, list(shoot.values()))
    folder = frames[0].path.parent
    of_shoot = queries.find_shoot(work.catalogue, folder)
    assert of_shoot is not None
    return [f.path.name for f in queries.frames_of(work.catalogue, of_shoot) if f.series is None]


@pytest.mark.parametrize("edit", sorted(EDITS))
def test_an_edited_copy_under_another_name_finds_its_frame(
    work: Workplace, shoot: dict[str, int], upload: Upload, edit: str
) -> None:
    frame = singles(work, shoot)[0]
    path = upload(frame, "sold.jpg", edit)
    sold(work, "SOLD.JPG")
    found = run(work, path.parent)
    asset = known(work)["SOLD.JPG"]
    assert (asset.state, asset.frame_id, asset.how) == ("matched", shoot[frame], "picture")
    assert (found.files, found.recognised, found.changed, found.strangers) == (1, 1, 1, ())
    assert sales.assets(work.catalogue)[0].picture == path
    assert run(work, path.parent).changed == 0


@pytest.mark.usefixtures("shoot")
def test_a_picture_that_is_no_frames_stays_open(work: Workplace, tmp_path: Path) -> None:
    write_copy(tmp_path / "uploads" / "new.jpg", picture(99, (900, 600)))
    sold(work, "new.jpg")
    found = run(work, tmp_path / "uploads")
    assert known(work)["new.jpg"].state == "open"
    assert found.recognised == 0 and found.unknown + found.ambiguous == 1


def test_a_picture_settles_what_the_name_leaves_open(
    work: Workplace, shoot: dict[str, int], upload: Upload, tmp_path: Path
) -> None:
    first, second = singles(work, shoot)[:2]
    for number, frame in enumerate((first, second)):
        path = queries.frames_by_id(work.catalogue, [shoot[frame]])[0].path
        (tmp_path / "two" / str(number)).mkdir(parents=True)
        shutil.copy(path, tmp_path / "two" / str(number) / "IMG_1.jpg")
    with_both = scan(work, tmp_path / "two", Job()).shoot
    frames = {f.path.parent.name: f.id for f in queries.frames_of(work.catalogue, with_both)}
    matches_frames = set(shoot.values())
    sold(work, "IMG_1.jpg")
    match_names(work.catalogue, Job())
    assert known(work)["IMG_1.jpg"].state == "ambiguous"
    run(work, upload(first, "IMG_1.jpg").parent)
    asset = known(work)["IMG_1.jpg"]
    # The sample shoot's own copy resembles the picture as much; the name tells them apart.
    assert (asset.state, asset.frame_id, asset.how) == ("matched", frames["0"], "picture")
    assert asset.frame_id not in matches_frames


def test_a_name_that_the_picture_contradicts_is_asked_and_stays_asked(
    work: Workplace, shoot: dict[str, int], upload: Upload
) -> None:
    named, shown = singles(work, shoot)[:2]
    sold(work, named)
    match_names(work.catalogue, Job())
    assert known(work)[named].frame_id == shoot[named]
    found = run(work, upload(shown, named).parent)
    asset = known(work)[named]
    assert asset.state == "ambiguous" and found.contradicted == 1
    assert {(c.frame_id, c.how) for c in asset.candidates} == {
        (shoot[shown], "picture"),
        (shoot[named], "name"),
    }
    match_names(work.catalogue, Job())
    assert known(work)[named].state == "ambiguous"


def test_a_name_whose_frame_does_not_resemble_the_picture_is_asked(
    work: Workplace, shoot: dict[str, int], tmp_path: Path
) -> None:
    named = singles(work, shoot)[0]
    write_copy(tmp_path / "uploads" / named, picture(99, (900, 600)))
    sold(work, named)
    assert run(work, tmp_path / "uploads").contradicted == 1
    asset = known(work)[named]
    assert asset.state == "ambiguous" and shoot[named] in {c.frame_id for c in asset.candidates}
    match_names(work.catalogue, Job())
    assert known(work)[named].state == "ambiguous"


def test_a_picture_confirms_a_name(work: Workplace, shoot: dict[str, int], upload: Upload) -> None:
    frame = singles(work, shoot)[0]
    sold(work, frame)
    run(work, upload(frame, frame).parent)
    asset = known(work)[frame]
    assert (asset.state, asset.frame_id, asset.how) == ("matched", shoot[frame], "name")


def test_a_persons_decision_stands_against_every_picture(
    work: Workplace, shoot: dict[str, int], upload: Upload
) -> None:
    first, second = singles(work, shoot)[:2]
    assets = sold(work, "a.jpg", "b.jpg")
    matches.decide(work.catalogue, [assets["a.jpg"].id], shoot[second])
    matches.decide(work.catalogue, [assets["b.jpg"].id], None)
    upload(first, "a.jpg")
    run(work, upload(first, "b.jpg").parent)
    assert known(work)["a.jpg"].frame_id == shoot[second] and known(work)["b.jpg"].state == "dismissed"


def test_the_next_frame_of_a_burst_is_asked_about_not_taken(
    work: Workplace, shoot: dict[str, int], sample_shoot: Path, tmp_path: Path
) -> None:
    frames = singles(work, shoot)[:6]
    for number, frame in enumerate(frames):
        pixels = load_photo(sample_shoot / frame).pixels
        write_copy(tmp_path / "uploads" / f"{number}.jpg", moved(pixels, np.random.default_rng(number)))
    sold(work, *(f"{number}.jpg" for number in range(len(frames))))
    run(work, tmp_path / "uploads")
    assert "matched" not in {asset.state for asset in known(work).values()}


def test_a_picture_taken_at_another_time_than_the_frame_is_asked_about(
    work: Workplace, tmp_path: Path, sample_shoot: Path
) -> None:
    frame = "IMG_0001.JPG"
    for folder, taken in (("shot", "2024:05:01 10:00:00"), ("uploads", "2024:05:01 10:00:03")):
        (tmp_path / folder).mkdir()
        stamp = piexif.dump({"Exif": {piexif.ExifIFD.DateTimeOriginal: taken.encode()}})
        Image.open(sample_shoot / frame).save(tmp_path / folder / f"{folder}.jpg", exif=stamp, quality=95)
    scan(work, tmp_path / "shot", Job())
    sold(work, "uploads.jpg")
    assert run(work, tmp_path / "uploads").recognised == 0
    assert known(work)["uploads.jpg"].state == "ambiguous"


def test_files_are_on_sale_at_the_named_agency_even_if_nothing_sold(
    work: Workplace, shoot: dict[str, int], upload: Upload
) -> None:
    first, second = singles(work, shoot)[:2]
    sold(work, "SOLD.jpg")
    upload(first, "sold.jpg")
    folder = upload(second, "unsold.jpg").parent
    assert run(work, folder).strangers == ("unsold.jpg",)
    found = run(work, folder, ADOBE)
    assert (found.new_assets, found.strangers, found.recognised) == (1, (), 2)
    frames = {f.frame_id: f.sales for f in sales.sold_frames(work.catalogue)}
    assert frames == {shoot[first]: 1, shoot[second]: 0}
    again = run(work, folder, ADOBE)
    assert (again.new_assets, again.changed) == (0, 0)
    assert len(known(work)) == 2


def test_what_is_no_picture_is_not_put_on_sale(
    work: Workplace, shoot: dict[str, int], upload: Upload
) -> None:
    first = singles(work, shoot)[0]
    folder = upload(first, "fine.jpg").parent
    for name in ("torn.jpg", "sub/fine.jpg"):  # of the second name there is a picture
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"\xff\xd8\xff")
    for new in (1, 0):  # a second time, too
        found = run(work, folder, ADOBE)
        assert found.new_assets == new and len(found.problems) == 2
        assert list(known(work)) == ["fine.jpg"]


def test_two_files_of_one_name_that_show_different_frames_are_asked(
    work: Workplace, shoot: dict[str, int], upload: Upload
) -> None:
    first, second = singles(work, shoot)[:2]
    upload(first, "2023/sold.jpg")
    folder = upload(second, "2024/sold.jpg").parent.parent
    sold(work, "sold.jpg")
    run(work, folder)
    asset = known(work)["sold.jpg"]
    assert asset.state == "ambiguous"
    assert {shoot[first], shoot[second]} <= {c.frame_id for c in asset.candidates}


def test_broken_files_are_told_and_the_others_go_on(
    work: Workplace, shoot: dict[str, int], upload: Upload
) -> None:
    frame = singles(work, shoot)[0]
    path = upload(frame, "good.jpg")
    (path.parent / "broken.jpg").write_bytes(b"nonsense")
    sold(work, "good.jpg", "broken.jpg")
    found = run(work, path.parent)
    assert [p.path.name for p in found.problems] == ["broken.jpg"]
    assert known(work)["good.jpg"].state == "matched" and known(work)["broken.jpg"].state == "open"


def test_a_folder_without_photographs_or_that_is_none_ends_in_one_line(
    work: Workplace, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "gone"):
        with pytest.raises(FolderError, match=name):
            run(work, tmp_path / name)


def test_without_scanned_frames_the_user_is_told(work: Workplace, tmp_path: Path) -> None:
    write_copy(tmp_path / "uploads" / "a.jpg", picture(1, (600, 400)))
    found = run(work, tmp_path / "uploads")
    assert found.unknown == 1 and any("scan a shoot first" in line for line in found.notices)


def test_what_was_recognised_before_a_cancel_is_kept(
    work: Workplace, shoot: dict[str, int], upload: Upload
) -> None:
    frames = singles(work, shoot)[:12]
    for number, frame in enumerate(frames):
        folder = upload(frame, f"{number:02d}.jpg").parent
    sold(work, *(f"{number:02d}.jpg" for number in range(len(frames))))

    class Impatient(Job):
        def advance(self, items: int = 1) -> None:
            if self.snapshot().message.startswith("Recognising"):
                self.cancel()
            super().advance(items)

    with pytest.raises(Cancelled):
        match_uploads(work, folder, Impatient(), match_names)
    states = [asset.state for asset in known(work).values()]
    assert states.count("matched") > 0
    run(work, folder)
    assert "open" not in [asset.state for asset in known(work).values()]


def test_a_vanished_frame_is_found_only_where_no_copy_is_present(
    work: Workplace, tmp_path: Path, sample_shoot: Path, upload: Upload
) -> None:
    frame = sorted(path.name for path in sample_shoot.glob("*.JPG"))[0]
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        shutil.copy(sample_shoot / frame, tmp_path / folder / f"{folder}.jpg")
        shoot = scan(work, tmp_path / folder, Job()).shoot
    (new,) = [f.id for f in queries.frames_of(work.catalogue, shoot)]
    sold(work, "sold.jpg")
    path = upload(frame, "sold.jpg")
    run(work, path.parent)
    assert known(work)["sold.jpg"].state == "ambiguous"
    (tmp_path / "old" / "old.jpg").unlink()
    scan(work, tmp_path / "old", Job())
    run(work, path.parent)
    assert known(work)["sold.jpg"].frame_id == new


def asset_of(**fields: object) -> NamedAsset:
    base = {"id": 1, "agency": ADOBE, "number": "1", "file_name": "a.jpg", "title": None}
    state = {"state": "open", "frame_id": None, "how": None, "missing": False}
    return NamedAsset(**(base | state | fields))  # type: ignore[arg-type]


def like(frame_id: int, whole: float = 0.95, weakest: float = 0.9) -> Resemblance:
    return Resemblance(frame_id, 0.95, Agreement(whole, weakest), missing=False)


def test_name_and_picture_together() -> None:
    one, two, far = like(1), like(2, weakest=0.85), like(3, whole=0.1, weakest=0.0)
    by_name = asset_of(state="matched", frame_id=1, how="name")
    either = asset_of(state="ambiguous", candidates=(Candidate(1, "name"), Candidate(3, "name")))

    def judged(asset: NamedAsset, sure: bool, *frames: Resemblance, also: tuple[Resemblance, ...] = ()):
        found = {f.frame_id: f for f in (*frames, *also)}
        match, against = judge_asset(asset, Recognised(frames, sure), found)
        return match.state, match.frame_id, match.how, against

    assert judged(asset_of(), True, one) == ("matched", 1, "picture", False)
    assert judged(asset_of(), False, one, two) == ("ambiguous", None, None, False)
    assert judged(asset_of(), False) == ("open", None, None, False)
    assert judged(by_name, True, one) == ("matched", 1, "name", False)
    assert judged(by_name, False, one, two) == ("matched", 1, "name", False)  # the name breaks the tie
    assert judged(by_name, True, two, also=(like(1, 0.1, 0.0),)) == ("ambiguous", None, None, True)
    assert judged(by_name, False, also=(like(1, 0.1, 0.0),)) == ("ambiguous", None, None, True)
    assert judged(by_name, False) == ("matched", 1, "name", False)  # it could not be compared
    assert judged(by_name, True, two) == ("ambiguous", None, None, False)
    assert judged(either, False, one, two, also=(far,)) == ("matched", 1, "picture", False)
    assert judged(either, True, one, also=(far,)) == ("matched", 1, "picture", False)
