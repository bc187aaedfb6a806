"""Frames copied, moved, hard-linked and put into the trash, and all of it taken back."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aesthcull.catalogue import decisions, deliveries, queries, scanning, series_standing
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.series_standing import NewSeries
from aesthcull.catalogue.store import open_catalogue
from aesthcull.exchange.delivery.planning import plan_delivery
from aesthcull.exchange.delivery.running import deliver, resume
from aesthcull.exchange.delivery.settings import DeliveryError, DeliverySettings
from aesthcull.job import Cancelled, Job
from aesthcull.photos.walk import FrameFile, walk
from tests.exchange.delivery.small_shoot import KINDS, SmallShoot, contents, make_shoot, states


def test_copies_of_all_files_of_a_frame_have_one_new_stem(shoot, tmp_path):
    before = states(shoot.folder)
    report = shoot.deliver("copy", tmp_path / "out", "{sequence:03}", flat=True)
    assert (report.frames, report.done, report.problems) == (4, 4 * len(KINDS), ())
    out = contents(tmp_path / "out")
    assert {path.name for path in out} == {f"{n:03}{kind}" for n in range(1, 5) for kind in KINDS}
    assert sorted(out.values()) == sorted(data for _, _, data in before.values())
    assert states(shoot.folder) == before


def test_copies_keep_time_and_permissions(shoot, far):
    shoot.deliver("copy", far / "out")
    for path, (mtime, mode, data) in states(shoot.folder).items():
        assert states(far / "out")[far / "out" / path.relative_to(shoot.folder)] == (mtime, mode, data)


def test_sub_folders_are_kept_or_flattened(shoot, tmp_path):
    shoot.deliver("copy", tmp_path / "kept")
    shoot.deliver("copy", tmp_path / "flat", flat=True)
    assert (tmp_path / "kept" / "second card" / "IMG_0002.CR2").is_file()
    assert (tmp_path / "flat" / "IMG_0002.CR2").is_file()


@pytest.mark.parametrize("kind", ["copy", "move", "hardlink"])
def test_a_delivery_is_taken_back_without_a_trace(shoot, tmp_path, kind):
    before = states(shoot.folder)
    report = shoot.deliver(kind, tmp_path / "out" / "deep", "{date:%Y}/{name}")
    assert len(contents(tmp_path / "out")) == len(before)
    back = shoot.undone(report.delivery_id)
    assert (back.done, back.problems) == (len(before), ())
    assert states(shoot.folder) == before
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("where", ["within", "across"])
def test_a_moved_frame_keeps_what_is_known_of_it(shoot, tmp_path, far, where):
    to = far / "out" if where == "across" else tmp_path / "out"
    before = shoot.frames
    shoot.deliver("move", to, "{sequence}_{name}", flat=True)
    after = queries.frames_by_id(shoot.catalogue, [frame.id for frame in before])
    assert not contents(shoot.folder) and shoot.frames == []
    assert [frame.path for frame in after] == [to / f"{n}_{f.path.name}" for n, f in enumerate(before, 1)]
    assert (after[0].flag, after[0].rating, after[0].keywords) == (
        before[0].flag, before[0].rating, before[0].keywords
    )  # fmt: skip
    assert all(file.path.is_file() for frame in after for file in (frame.file, *frame.other_files))


def test_a_moved_frame_keeps_its_thumbnail(shoot, tmp_path):
    frame = shoot.frames[0]
    file = FrameFile(frame.path, frame.file.size, frame.file.mtime_ns)
    shown = shoot.thumbnails.path(file)
    shown.parent.mkdir(parents=True)
    shown.write_bytes(b"small picture")
    shoot.deliver("move", tmp_path / "out")
    moved = replace(file, path=tmp_path / "out" / frame.path.name)
    assert shoot.thumbnails.path(moved).read_bytes() == b"small picture"


def test_marks_made_after_a_move_survive_its_undoing(shoot, tmp_path):
    report = shoot.deliver("move", tmp_path / "out")
    frame_id = queries.frame_ids(shoot.catalogue, [tmp_path / "out" / "IMG_0000.JPG"])
    decisions.mark(shoot.catalogue, list(frame_id.values()), {"label": "green"}, "green")
    shoot.undone(report.delivery_id)
    assert [frame.label for frame in shoot.frames] == ["green", None, None, None]


def test_series_lose_the_frames_that_left_the_shoot(shoot, tmp_path):
    folder = queries.find_shoot(shoot.catalogue, shoot.folder)
    ids = tuple(frame.id for frame in shoot.frames)
    series_standing.store_found(shoot.catalogue, folder, [NewSeries("series", ids, ids[0], ("sharper",))])
    shoot.deliver("move", tmp_path / "out", frames=shoot.frames[:1])
    left = shoot.frames
    assert [frame.series.size for frame in left] == [3, 3, 3]
    assert sum(frame.series.suggested for frame in left) == 1


def test_a_hard_link_is_a_second_name_of_the_file(shoot, tmp_path):
    shoot.deliver("hardlink", tmp_path / "out")
    one, other = shoot.folder / "IMG_0000.CR2", tmp_path / "out" / "IMG_0000.CR2"
    assert one.samefile(other) and one.stat().st_nlink == 2


def test_the_sidecars_of_hard_links_are_copies_that_can_be_edited(shoot, tmp_path):
    before = states(shoot.folder)
    report = shoot.deliver("hardlink", tmp_path / "out")
    sidecar = tmp_path / "out" / "IMG_0000.xmp"
    with sidecar.open("ab") as file:  # as an editor that writes in place
        file.write(b"stars")
    assert states(shoot.folder) == before
    (problem,) = shoot.undone(report.delivery_id).problems
    assert (problem.path, list(contents(tmp_path / "out"))) == (sidecar, [sidecar])


@pytest.mark.parametrize("kind", ["copy", "move"])
def test_copies_of_a_read_only_file_can_be_edited_and_moves_keep_what_they_were(shoot, far, kind):
    for path in contents(shoot.folder):
        path.chmod(0o444)
    shoot.deliver(kind, far / "out")
    modes = {path.stat().st_mode & 0o777 for path in contents(far / "out")}
    assert modes == {0o644 if kind == "copy" else 0o444}


def test_a_hard_link_to_another_disk_is_refused_before_anything_is_touched(shoot, far):
    report = shoot.deliver("hardlink", far / "out")
    assert report.delivery_id is None
    assert {problem.reason for problem in report.problems} == {
        "a hard link cannot lead to another disk; copy it instead"
    }
    assert not (far / "out").exists()


def test_a_second_delivery_passes_over_what_is_there(shoot, tmp_path):
    first = shoot.deliver("copy", tmp_path / "out")
    again = shoot.deliver("copy", tmp_path / "out")
    assert (again.delivery_id, again.done, again.present) == (None, 0, first.done)


def test_a_name_that_is_taken_gets_a_number_for_all_files(shoot, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "img_0000.jpg").write_bytes(b"another picture")
    shoot.deliver("copy", out)
    assert (out / "img_0000.jpg").read_bytes() == b"another picture"
    assert {p.name for p in out.glob("IMG_0000*")} == {f"IMG_0000_2{kind}" for kind in KINDS}


def test_a_raw_is_not_put_beside_another_frames_picture(shoot, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "IMG_0000.NEF").write_bytes(b"another frame's RAW")
    shoot.deliver("copy", out)
    assert not (out / "IMG_0000.JPG").exists() and (out / "IMG_0000_2.JPG").exists()


def test_names_are_numbered_even_where_the_content_is_the_same(shoot, tmp_path):
    shoot.deliver("copy", tmp_path / "out")
    again = shoot.deliver("copy", tmp_path / "out", collisions="number")
    assert again.done == 4 * len(KINDS)
    assert (tmp_path / "out" / "IMG_0000_2.CR2.xmp").is_file()


def test_a_taken_name_is_refused_and_named(shoot, tmp_path):
    out = tmp_path / "out"
    shoot.deliver("copy", out, frames=shoot.frames[:1])
    again = shoot.deliver("copy", out, collisions="refuse")
    assert again.frames == 3
    (problem,) = again.problems
    assert problem.path == shoot.folder / "IMG_0000.JPG" and "is there already" in problem.reason


def test_frames_of_one_name_in_two_folders_stay_two(shoot, tmp_path):
    for kind in KINDS:
        (shoot.folder / f"IMG_0001{kind}").rename(shoot.folder / "second card" / f"img_0000{kind}")
    shoot.deliver("copy", tmp_path / "out", flat=True, frames=shoot.frames[:1])
    report = shoot.deliver("copy", tmp_path / "out", "IMG_0000", flat=True, collisions="number")
    names = [path.name.casefold() for path in contents(tmp_path / "out")]
    assert len(names) == len(set(names))
    assert len(report.problems) == 1  # the one that is no longer where the catalogue says


def test_a_moved_frame_does_not_take_the_name_of_a_missing_one(shoot, tmp_path):
    first = shoot.deliver("move", tmp_path / "out", frames=shoot.frames[:1])
    for path in contents(tmp_path / "out"):
        path.unlink()
    shoot.deliver("move", tmp_path / "out", "IMG_0000", frames=shoot.frames[:1])
    assert (tmp_path / "out" / "IMG_0000_2.JPG").is_file()
    assert first.frames == 1


def test_a_copy_that_was_edited_since_is_kept(shoot, tmp_path):
    report = shoot.deliver("copy", tmp_path / "out")
    edited = tmp_path / "out" / "IMG_0000.JPG"
    times = edited.stat()
    edited.write_bytes(edited.read_bytes()[::-1])
    os.utime(edited, ns=(times.st_atime_ns, times.st_mtime_ns))
    back = shoot.undone(report.delivery_id)
    assert list(contents(tmp_path / "out")) == [edited]
    assert [(p.path, p.reason) for p in back.problems] == [
        (tmp_path / "out" / "IMG_0000.JPG", "kept: it was changed since")
    ]


def test_a_copy_whose_original_is_gone_is_kept(shoot, tmp_path):
    report = shoot.deliver("copy", tmp_path / "out")
    (shoot.folder / "IMG_0000.CR2").unlink()
    back = shoot.undone(report.delivery_id)
    assert [path.name for path in contents(tmp_path / "out")] == ["IMG_0000.CR2"]
    assert "its original is gone" in back.problems[0].reason


def test_an_edited_file_that_was_moved_goes_back_as_it_is(shoot, far):
    report = shoot.deliver("move", far / "out")
    (far / "out" / "IMG_0000.xmp").write_bytes(b"rated elsewhere")
    assert shoot.undone(report.delivery_id).problems == ()
    assert (shoot.folder / "IMG_0000.xmp").read_bytes() == b"rated elsewhere"


def test_what_stands_at_the_old_place_is_not_overwritten_by_undoing(shoot, tmp_path):
    report = shoot.deliver("move", tmp_path / "out")
    (shoot.folder / "IMG_0000.CR2").write_bytes(b"a new one")
    back = shoot.undone(report.delivery_id)
    assert (shoot.folder / "IMG_0000.CR2").read_bytes() == b"a new one"
    assert len(back.problems) == 1 and back.frames == 3
    # All files of the frame stay together, and it can be tried again.
    assert len(contents(tmp_path / "out")) == len(KINDS)
    (shoot.folder / "IMG_0000.CR2").unlink()
    assert shoot.undone(report.delivery_id).problems == ()
    assert len(contents(shoot.folder)) == 4 * len(KINDS)


def test_undoing_twice_is_refused(shoot, tmp_path):
    report = shoot.deliver("copy", tmp_path / "out")
    shoot.undone(report.delivery_id)
    with pytest.raises(DeliveryError, match="undone already"):
        shoot.undone(report.delivery_id)
    with pytest.raises(DeliveryError, match="there is no delivery 99"):
        shoot.undone(99)


def test_a_plan_touches_nothing(shoot, tmp_path):
    before = states(tmp_path / "shoot")
    settings = DeliverySettings("move", tmp_path / "out", root=shoot.folder)
    plan = plan_delivery(shoot.catalogue, shoot.frames, settings, Job())
    assert (plan.frames, len(plan.files), plan.fits) == (4, 4 * len(KINDS), True)
    assert states(tmp_path / "shoot") == before and not (tmp_path / "out").exists()
    assert deliveries.deliveries(shoot.catalogue) == []


def test_nothing_to_deliver_is_no_delivery(shoot, tmp_path):
    settings = DeliverySettings("copy", tmp_path / "out")
    plan = plan_delivery(shoot.catalogue, [], settings, Job())
    assert deliver(shoot.catalogue, shoot.thumbnails, plan, Job()).delivery_id is None


class CancelledAfter(Job):
    """A job that the user cancels after so many blocks."""

    def __init__(self, blocks: int) -> None:
        super().__init__()
        self.left = blocks

    def advance(self, items: int = 1) -> None:
        self.left -= 1
        if self.left < 0:
            self.cancel()
        super().advance(items)


@pytest.mark.parametrize("kind", ["copy", "move"])
@pytest.mark.parametrize("blocks", [0, 3, 11])
def test_a_cancelled_delivery_is_gone_on_with(shoot, far, kind, blocks):
    everything = sorted(contents(shoot.folder).values())
    settings = DeliverySettings(kind, far / "out", root=shoot.folder)
    plan = plan_delivery(shoot.catalogue, shoot.frames, settings, Job())
    with pytest.raises(Cancelled):
        deliver(shoot.catalogue, shoot.thumbnails, plan, CancelledAfter(blocks))
    (found,) = deliveries.deliveries(shoot.catalogue)
    assert found.state == "open" and found.done < found.files
    assert not [path for path in contents(far) if path.suffix == ".part"]
    report = resume(shoot.catalogue, shoot.thumbnails, found.id, Job())
    assert report.done == found.files - found.done
    assert sorted(contents(far / "out").values()) == everything
    with pytest.raises(DeliveryError, match="nothing left to do"):
        resume(shoot.catalogue, shoot.thumbnails, found.id, Job())


def moved_but_not_noted(shoot: SmallShoot, to: Path) -> int:
    """As after a kill between the last rename of the first frame and the journal; a scan has then found the
    file at its new place. Returns the id of the frame that this made."""
    settings = DeliverySettings("move", to, root=shoot.folder)
    plan = plan_delivery(shoot.catalogue, shoot.frames[:1], settings, Job())
    deliveries.begin(shoot.catalogue, "move", to, settings.as_json(), plan.files)
    to.mkdir()
    for file in plan.files:
        file.source.rename(file.target)
    found = walk(to).frames
    files = [tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in frame.files) for frame in found]
    (new,) = scanning.add_frames(shoot.catalogue, files)
    return new


def test_a_frame_that_a_scan_found_before_the_delivery_was_gone_on_with_is_not_doubled(shoot, tmp_path):
    old = shoot.frames[0]
    new = moved_but_not_noted(shoot, tmp_path / "out")
    report = resume(shoot.catalogue, shoot.thumbnails, 1, Job())
    assert (report.frames, report.problems) == (1, ())
    (frame,) = queries.frames_by_id(shoot.catalogue, [old.id, new])
    assert (frame.id, frame.path, frame.flag) == (old.id, tmp_path / "out" / "IMG_0000.JPG", "pick")
    assert shoot.undone(1).problems == () and len(shoot.frames) == 4


def test_marks_on_a_frame_that_a_scan_found_meanwhile_are_not_lost(shoot, tmp_path):
    old = shoot.frames[0]
    new = moved_but_not_noted(shoot, tmp_path / "out")
    decisions.mark(shoot.catalogue, [new], {"label": "red"}, "red")
    resume(shoot.catalogue, shoot.thumbnails, 1, Job())
    first, second = queries.frames_by_id(shoot.catalogue, [old.id, new])
    assert (first.missing, first.flag) == (True, "pick")
    assert (second.missing, second.label) == (False, "red")


def test_rejects_go_to_the_trash_and_come_back(shoot, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    before = states(shoot.folder)
    (tmp_path / "home" / "data").mkdir(parents=True)
    other = pytest.importorskip("send2trash.plat_other")
    monkeypatch.setattr(other, "XDG_DATA_HOME", os.fsencode(tmp_path / "home" / "data"))
    monkeypatch.setattr(other, "HOMETRASH_B", os.fsencode(tmp_path / "home" / "data" / "Trash"))
    report = shoot.deliver("trash", Path("/"))
    assert (report.done, report.problems) == (4 * len(KINDS), ())
    assert not contents(shoot.folder) and all(frame.missing for frame in shoot.frames)
    back = shoot.undone(report.delivery_id)
    assert back.problems == ()
    assert states(shoot.folder) == before and not any(frame.missing for frame in shoot.frames)
    again = shoot.deliver("trash", Path("/"))
    (tmp_path / "home" / "data" / "Trash" / "files" / "IMG_0000.WAV").unlink()
    (problem,) = shoot.undone(again.delivery_id).problems
    assert problem.reason == "removed since; the rest of its frame is back"
    assert len(contents(shoot.folder)) == len(before) - 1


WAYS = st.sampled_from(["copy", "move", "hardlink"])
NAMING = st.sampled_from(["{name}", "{sequence}", "x/{name:3}"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WAYS, st.booleans(), NAMING), max_size=4))
def test_originals_are_the_same_after_everything(tmp_path_factory, steps):
    base = tmp_path_factory.mktemp("property")
    catalogue = open_catalogue(str(base / "catalogue.sqlite"))
    shoot = make_shoot(base, catalogue, frames=3, largest=300)
    before = states(shoot.folder)
    made = []
    for number, (kind, flat, template) in enumerate(steps):
        report = shoot.deliver(kind, base / f"out{number % 2}", template, flat=flat)
        if report.delivery_id is not None:
            made.append(report.delivery_id)
    everything = set(contents(base / "shoot", base / "out0", base / "out1").values())
    assert everything == {data for _, _, data in before.values()}
    for delivery_id in reversed(made):
        shoot.undone(delivery_id)
    assert states(shoot.folder) == before
    assert not contents(base / "out0", base / "out1")
    catalogue.close()
