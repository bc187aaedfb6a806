"""The last of a photograph is never removed, nor taken for another's, whatever happens between the runs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aesthcull.catalogue import decisions, deliveries, queries, scanning
from aesthcull.catalogue.deliveries import JournalFile
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.exchange.delivery import trash
from aesthcull.exchange.delivery.ingest import plan_ingest
from aesthcull.exchange.delivery.legs import Carrier, bring, there
from aesthcull.exchange.delivery.running import deliver, resume, undo
from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import walk
from tests.exchange.delivery.small_shoot import KINDS, SmallShoot, contents, make_shoot, states

THEN = 1_600_000_000
KILLED = """
import os, sys
from pathlib import Path
from aesthcull.catalogue.store import open_catalogue
from aesthcull.exchange.delivery import legs
from aesthcull.exchange.delivery.ingest import plan_ingest
from aesthcull.exchange.delivery.running import deliver
from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
base = Path(sys.argv[1])
legs.place = lambda *_: os._exit(9)  # just before the copy gets its name
catalogue = open_catalogue(str(base / "catalogue.sqlite"))
plan = plan_ingest(catalogue, base / "card", DeliverySettings("ingest", base / "here", "{name}"), Job())
deliver(catalogue, ThumbnailCache(base / "thumbnails"), plan, Job())
"""


def photo(path: Path, content: bytes, when: float = THEN) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (when, when))
    return path


def catalogued(catalogue: Catalogue, folder: Path) -> list[int]:
    queries.open_shoot(catalogue, folder)
    frames = walk(folder).frames
    files = [tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in frame.files) for frame in frames]
    return scanning.add_frames(catalogue, files)


def ingest(catalogue: Catalogue, base: Path, card: Path):
    plan = plan_ingest(catalogue, card, DeliverySettings("ingest", base / "here", "{name}"), Job())
    return deliver(catalogue, ThumbnailCache(base / "thumbnails"), plan, Job())


def test_two_cameras_of_one_name_size_and_second_are_both_brought(catalogue: Catalogue, base: Path) -> None:
    photo(base / "one" / "IMG_1.CR2", b"a" * 5000)
    photo(base / "two" / "IMG_1.CR2", b"b" * 5000, THEN + 1)
    ingest(catalogue, base, base / "one")
    assert ingest(catalogue, base, base / "two").done == 1
    assert sorted(data[:1] for data in contents(base / "here").values()) == [b"a", b"b"]


def test_a_copy_made_meanwhile_counts_as_there_only_by_its_content(catalogue: Catalogue, base: Path) -> None:
    photo(base / "card" / "IMG_1.CR2", b"a" * 5000)
    settings = DeliverySettings("ingest", base / "here", "{name}")
    plan = plan_ingest(catalogue, base / "card", settings, Job())
    other = photo(base / "here" / "IMG_1.CR2", b"b" * 5000)
    report = deliver(catalogue, ThumbnailCache(base / "thumbnails"), plan, Job())
    assert (report.done, report.present, len(report.problems)) == (0, 0, 1)
    assert other.read_bytes() == b"b" * 5000


def test_a_card_that_is_catalogued_itself_is_brought_through_a_link_too(
    catalogue: Catalogue, base: Path
) -> None:
    photo(base / "card" / "IMG_1.CR2", b"a" * 5000)
    catalogued(catalogue, base / "card")
    (base / "link").symlink_to(base / "card")
    assert ingest(catalogue, base, base / "link").done == 1


@pytest.mark.parametrize("linked", ["file", "folder"])
def test_undoing_copies_never_removes_what_links_lead_to(
    catalogue: Catalogue, base: Path, linked: str
) -> None:
    shoot = make_shoot(base, catalogue, frames=2)
    before = sorted(contents(shoot.folder).values())
    report = shoot.deliver("copy", base / "out")
    if linked == "file":  # as programs do that look for doubles
        for file in deliveries.files_of(catalogue, report.delivery_id or 0):
            file.source.unlink()
            file.source.symlink_to(file.target)
    else:
        shutil.rmtree(base / "out")
        (base / "out").symlink_to(shoot.folder)
    undone = undo(catalogue, shoot.thumbnails, report.delivery_id or 0, Job())
    assert undone.done == 0 and len(undone.problems) == 2
    assert sorted(contents(shoot.folder).values()) == before


@pytest.mark.parametrize("way", [resume, undo])
def test_a_verified_copy_survives_when_the_card_was_emptied_after_a_crash(base: Path, way) -> None:
    original = photo(base / "card" / "DCIM" / "IMG_1.CR2", b"a" * 5000)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(base)], check=False)
    assert killed.returncode == 9
    original.unlink()
    catalogue = open_catalogue(str(base / "catalogue.sqlite"))
    way(catalogue, ThumbnailCache(base / "thumbnails"), 1, Job())
    catalogue.close()
    assert list(contents(base / "here").items()) == [(base / "here" / "IMG_1.CR2", b"a" * 5000)]


def killed_ingest(base: Path) -> list[Path]:
    """What an ingest that is killed leaves beside its target."""
    assert subprocess.run([sys.executable, "-c", KILLED, str(base)], check=False).returncode == 9
    left = list((base / "here").glob(".aesthcull-*.part"))
    assert left
    return left


def test_a_later_ingest_of_the_card_closes_the_one_that_was_killed(catalogue: Catalogue, base: Path) -> None:
    photo(base / "card" / "DCIM" / "IMG_1.CR2", b"a" * 5000)
    left = killed_ingest(base)
    assert ingest(catalogue, base, base / "card").done == 1
    assert not any(part.exists() for part in left)
    assert [found.state for found in deliveries.deliveries(catalogue)] == ["done", "undone"]
    assert list(contents(base / "here").values()) == [b"a" * 5000]


def test_an_ingest_of_another_card_at_the_same_place_leaves_the_killed_one_open(
    catalogue: Catalogue, base: Path
) -> None:
    photo(base / "card" / "DCIM" / "IMG_1.CR2", b"a" * 5000)
    left = killed_ingest(base)
    (base / "card").rename(base / "drawer")
    photo(base / "card" / "DCIM" / "IMG_1.CR2", b"b" * 5000, THEN + 60)
    assert ingest(catalogue, base, base / "card").done == 1
    assert [found.state for found in deliveries.deliveries(catalogue)] == ["done", "open"]
    assert all(part.exists() for part in left)


def test_undoing_a_move_takes_no_other_photograph_for_the_one_that_is_gone(
    catalogue: Catalogue, base: Path
) -> None:
    path = photo(base / "shoot" / "IMG_1.JPG", b"one")
    ids = catalogued(catalogue, path.parent)
    decisions.mark(catalogue, ids, {"flag": "reject"}, "mark")
    shoot = SmallShoot(path.parent, catalogue, ThumbnailCache(base / "thumbnails"))
    report = shoot.deliver("move", base / "out")
    (base / "out" / "IMG_1.JPG").unlink()
    photo(path, b"the next shoot's", THEN + 1000)
    undone = undo(catalogue, shoot.thumbnails, report.delivery_id or 0, Job())
    assert undone.done == 0 and len(undone.problems) == 1
    assert [frame.path for frame in shoot.frames] == []


def test_a_file_edited_after_its_move_comes_back_even_when_that_was_cut_short(
    catalogue: Catalogue, base: Path
) -> None:
    shoot = make_shoot(base, catalogue, frames=1)
    report = shoot.deliver("move", base / "out")
    edited = photo(base / "out" / "IMG_0000.JPG", b"edited", THEN + 5000)
    in_the_way = photo(shoot.folder / "IMG_0000.WAV", b"another's")
    assert undo(catalogue, shoot.thumbnails, report.delivery_id or 0, Job()).problems
    in_the_way.unlink()
    edited.rename(shoot.folder / edited.name)  # as by a run that was cut short
    undone = undo(catalogue, shoot.thumbnails, report.delivery_id or 0, Job())
    assert (undone.problems, undone.done) == ((), len(KINDS))
    assert (shoot.folder / edited.name).read_bytes() == b"edited"


def test_deliveries_of_two_catalogues_into_one_folder_never_write_one_file(
    catalogue: Catalogue, base: Path
) -> None:
    photo(base / "card" / "IMG_1.CR2", b"one")
    other = open_catalogue(str(base / "other.sqlite"))
    for each, to in ((catalogue, "a"), (other, "b")):
        plan = plan_ingest(each, base / "card", DeliverySettings("ingest", base / to, "{name}"), Job())
        deliver(each, ThumbnailCache(base / "thumbnails"), plan, Job())
    found = [deliveries.deliveries(each)[0] for each in (catalogue, other)]
    other.close()
    assert found[0].id == found[1].id
    assert len({delivery.settings["mark"] for delivery in found}) == 2


def test_a_name_taken_at_the_last_moment_costs_no_last_copy(catalogue: Catalogue, base: Path) -> None:
    target = photo(base / "here" / "IMG_1.CR2", b"another's")
    digest = hashlib.sha256(b"last").hexdigest()
    lost = JournalFile(1, 0, None, base / "gone.CR2", target, 4, 0, digest, "copied", None)
    carrier = Carrier(catalogue, ThumbnailCache(base / "thumbnails"), "1-x", "ingest", Job())
    part = photo(there(lost).part("1-x"), b"last")
    with pytest.raises(FileExistsError):
        bring(carrier, [there(lost)])
    assert part.read_bytes() == b"last" and target.read_bytes() == b"another's"


@pytest.mark.skipif(not hasattr(os, "listxattr"), reason="the system has no such attributes")
def test_a_verified_copy_keeps_what_the_desktop_noted(catalogue: Catalogue, base: Path) -> None:
    original = photo(base / "card" / "IMG_1.CR2", b"a" * 5000)
    try:
        os.setxattr(original, "user.xdg.tags", b"bride")
    except OSError:
        pytest.skip("the volume has no such attributes")
    ingest(catalogue, base, base / "card")
    assert os.getxattr(base / "here" / "IMG_1.CR2", "user.xdg.tags") == b"bride"


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a folder, which needs root")
def test_what_went_to_the_trash_of_another_mount_comes_back(catalogue: Catalogue, base: Path) -> None:
    (base / "real").mkdir()
    (base / "mounted").mkdir()
    mounting = ["mount", "--bind", str(base / "real"), str(base / "mounted")]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        shoot = make_shoot(base / "mounted", catalogue, frames=1)
        before = states(shoot.folder)
        report = shoot.deliver("trash", base)
        assert report.done == len(KINDS) and not contents(shoot.folder)
        assert undo(catalogue, shoot.thumbnails, report.delivery_id or 0, Job()).problems == ()
        assert states(shoot.folder) == before
    finally:
        subprocess.run(["umount", "-l", str(base / "mounted")], check=True)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a folder, which needs root")
def test_what_is_on_a_read_only_disk_is_not_begun_with_and_told_by_its_true_name(
    catalogue: Catalogue, base: Path
) -> None:
    shoot = make_shoot(base, catalogue, frames=1)
    folder = str(shoot.folder)
    if subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        for kind in ("trash", "move"):
            report = shoot.deliver(kind, base / "out")
            (problem,) = report.problems
            assert problem.path == shoot.folder / "IMG_0000.JPG" and "read-only disk" in problem.reason
            assert report.delivery_id is None and not (base / "out").exists()
        with pytest.raises(OSError, match="cannot be put into the trash: Permission denied") as caught:
            trash.put(problem.path)
        assert caught.value.filename == str(problem.path)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
