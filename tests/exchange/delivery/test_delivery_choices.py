"""Where frames go that are there already, whose template makes folders, or of which a file is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from aesthcull.catalogue import deliveries, queries, scanning
from aesthcull.catalogue.records import StoredFile
from aesthcull.exchange.delivery.planning import plan_delivery
from aesthcull.exchange.delivery.running import undo
from aesthcull.exchange.delivery.settings import DeliveryError, DeliverySettings
from aesthcull.job import Job
from aesthcull.photos.walk import walk
from tests.exchange.delivery.small_shoot import SmallShoot, contents


def planned(shoot: SmallShoot, kind: str, to: Path, template: str = "{name}"):
    settings = DeliverySettings(kind, to, template, root=shoot.folder)  # type: ignore[arg-type]
    return plan_delivery(shoot.catalogue, shoot.frames, settings, Job())


@pytest.mark.parametrize("kind", ["copy", "hardlink"])
def test_copies_into_the_shoot_itself_are_refused(shoot, kind):
    with pytest.raises(DeliveryError, match="is the shoot itself"):
        planned(shoot, kind, shoot.folder)
    assert planned(shoot, kind, shoot.folder, "best/{name}").files


@pytest.mark.parametrize("kind", ["copy", "hardlink"])
def test_copies_into_a_folder_of_the_shoot_are_told_to_become_frames_of_it(shoot, tmp_path, kind):
    picks = shoot.folder / "picks"
    said = f"{picks}: lies in the shoot itself: the copies will be frames of it, too"
    assert planned(shoot, kind, picks).remarks == (said,)
    assert planned(shoot, kind, tmp_path / "elsewhere").remarks == ()
    assert planned(shoot, "move", picks).remarks == ()


def test_what_was_copied_into_the_shoot_is_not_delivered_beside_its_originals(shoot, tmp_path):
    original = shoot.folder / "IMG_0000.JPG"
    shoot.deliver("copy", shoot.folder / "picks", frames=shoot.frames[:1])
    copy = shoot.folder / "picks" / "IMG_0000.JPG"
    rescanned(shoot, copy)
    assert len(shoot.frames) == 5
    plan = planned(shoot, "copy", tmp_path / "out", "{sequence}")
    said = "1 frame is left out: brought earlier into this shoot, as copies of what is delivered now"
    assert plan.frames == 4 and plan.remarks == (said,)
    assert {file.target.stem[0] for file in plan.files} == set("1234"), "and its number is not missing"
    alone = [frame for frame in shoot.frames if frame.file.path != original]
    settings = DeliverySettings("copy", tmp_path / "out", root=shoot.folder)
    assert plan_delivery(shoot.catalogue, alone, settings, Job()).frames == 4, "it goes without its original"
    assert planned(shoot, "move", tmp_path / "out").frames == 5
    copy.write_bytes(b"edited")
    rescanned(shoot, copy)
    assert planned(shoot, "copy", tmp_path / "out").frames == 5, "it is a picture of its own now"


def rescanned(shoot: SmallShoot, path: Path) -> None:
    status = path.stat()
    found = (StoredFile(path, status.st_size, status.st_mtime_ns),)
    if any(frame.file.path == path for frame in shoot.frames):
        changed = next(frame for frame in shoot.frames if frame.file.path == path)
        scanning.update_files(shoot.catalogue, [(changed.id, found)])
    else:
        scanning.add_frames(shoot.catalogue, [found])


def test_a_move_into_the_shoot_itself_leaves_frames_alone_that_have_their_names(shoot):
    first = shoot.folder / "IMG_0000.JPG"
    twin = first.with_name("IMG_0000.jpg")
    twin.write_bytes(b"another picture")
    status = twin.stat()
    scanning.add_frames(shoot.catalogue, [(StoredFile(twin, status.st_size, status.st_mtime_ns),)])
    plan = planned(shoot, "move", shoot.folder)
    assert plan.files == () and twin in plan.present


def test_a_move_into_the_shoot_itself_renames(shoot):
    before = sorted(contents(shoot.folder).values())
    shoot.deliver("move", shoot.folder, "{sequence:02}_{name}")
    assert (shoot.folder / "01_IMG_0000.JPG").exists()
    assert sorted(contents(shoot.folder).values()) == before


def test_folders_of_the_template_take_the_place_of_sub_folders(shoot, tmp_path):
    kept = {file.target.parent.name for file in planned(shoot, "copy", tmp_path / "out").files}
    assert kept == {"out", "second card"}
    named = planned(shoot, "copy", tmp_path / "out", "best/{name}").files
    assert {file.target.parent for file in named} == {tmp_path / "out" / "best"}
    asked = planned(shoot, "copy", tmp_path / "out", "{rating}/{folder}/{name}").files
    assert tmp_path / "out" / "0" / "second card" in {file.target.parent for file in asked}


def test_frames_without_a_time_are_told_of_where_the_name_has_one(shoot, tmp_path):
    assert planned(shoot, "copy", tmp_path / "out").remarks == ()
    (said,) = planned(shoot, "copy", tmp_path / "out", "{date:%Y}/{name}").remarks
    assert said == "4 frames have no time of capture; named by the file's time, as IMG_0000.JPG"


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("lost", [(".WAV",), (".WAV", ".xmp"), (".JPG",)])
def test_what_is_left_of_a_moved_frame_goes_back_and_what_is_gone_is_named_once(
    shoot, tmp_path, lost, across
):
    before = contents(shoot.folder)
    base = Path("/dev/shm") if across else tmp_path.resolve()
    if not base.is_dir():
        pytest.skip("no second volume")
    out = base / f"aesthcull-{tmp_path.name}-out"
    report = shoot.deliver("move", out)
    gone = [f"IMG_0000{suffix}" for suffix in lost]
    for name in gone:
        (out / name).unlink()
    back = undo(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job())
    assert [(problem.path, problem.reason) for problem in back.problems] == [
        (out / name, "removed since; the rest of its frame is back") for name in sorted(gone, key=order)
    ]
    assert back.done == len(before) - len(gone) and not out.exists()
    assert contents(shoot.folder) == {p: data for p, data in before.items() if p.name not in gone}
    (delivery,) = deliveries.deliveries(shoot.catalogue)
    assert delivery.state == "undone"


def order(name: str) -> int:
    """As the journal has the files of a frame."""
    return [".JPG", ".CR2", ".xmp", ".CR2.xmp", ".WAV"].index(name.removeprefix("IMG_0000"))


def test_a_frame_whose_shown_picture_was_removed_is_found_again_by_its_raw(shoot, tmp_path):
    out = tmp_path.resolve() / "out"
    report = shoot.deliver("move", out)
    (out / "IMG_0000.JPG").unlink()
    undo(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job())
    raw = shoot.folder / "IMG_0000.CR2"
    (frame,) = [f for f in shoot.frames if raw in {file.path for file in (f.file, *f.other_files)}]
    assert (frame.path.parent, frame.flag, frame.rating) == (shoot.folder, "pick", 4)
    found = [
        tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in g.files) for g in walk(shoot.folder).frames
    ]
    assert any(raw == files[0].path for files in found)


def test_a_frame_that_is_gone_as_a_whole_can_be_tried_again(shoot, tmp_path):
    out = tmp_path.resolve() / "out"
    before = contents(shoot.folder)
    report = shoot.deliver("move", out)
    away = tmp_path / "away"
    (out / "second card").rename(away)
    first = undo(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job())
    assert len(first.problems) == 1
    (out / "second card").parent.mkdir(exist_ok=True)
    away.rename(out / "second card")
    second = undo(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job())
    assert second.problems == () and contents(shoot.folder) == before
    assert queries.find_shoot(shoot.catalogue, shoot.folder) is not None
