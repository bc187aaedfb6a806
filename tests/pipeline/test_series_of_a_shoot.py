"""From files to series and back again: edits and panoramas through real scans."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import piexif
from PIL import Image

from aesthcull.catalogue import decisions, queries, series_edits
from aesthcull.catalogue.records import Frame
from aesthcull.job import Job
from aesthcull.photos.decode import load_photo
from aesthcull.pipeline import Workplace, scan
from tests.series.retakes import sources
from tests.series.sweeps import sweep

BURST = [f"IMG_{n:04}.JPG" for n in range(13, 18)]  # one series of the sample shoot


def frames_of(work: Workplace, folder: Path) -> dict[str, Frame]:
    shoot = queries.find_shoot(work.catalogue, folder)
    assert shoot is not None
    return {f.path.name: f for f in queries.frames_of(work.catalogue, shoot)}


def parts(work: Workplace, folder: Path) -> list[list[str]]:
    """The names of each series' frames."""
    found: dict[int, list[str]] = {}
    for name, frame in sorted(frames_of(work, folder).items()):
        if frame.series is not None:
            found.setdefault(frame.series.id, []).append(name)
    return sorted(found.values())


def test_edits_survive_scans_of_the_folder_and_of_the_one_above(
    work: Workplace, sample_shoot: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "year" / "day"
    folder.mkdir(parents=True)
    for name in BURST[:4]:
        shutil.copy2(sample_shoot / name, folder)
    shoot = scan(work, folder, Job()).shoot
    assert parts(work, folder) == [BURST[:4]]
    ids = {name: frame.id for name, frame in frames_of(work, folder).items()}
    series_edits.split_at(work.catalogue, shoot, ids[BURST[2]], "Split")
    series_edits.set_suggested(work.catalogue, shoot, ids[BURST[0]], "Suggest")
    shutil.copy2(sample_shoot / BURST[4], folder)
    for opened in (folder, folder.parent):
        scan(work, opened, Job())
        assert parts(work, opened) == [BURST[:2], BURST[2:]]
        place = frames_of(work, opened)[BURST[0]].series
        assert place is not None and place.suggested and place.reasons == ("chosen by you",)
    assert [decisions.undo(work.catalogue, folder.parent) is not None for _ in range(3)] == [
        True,
        True,
        False,
    ]
    assert parts(work, folder) == parts(work, folder.parent) == [BURST]


def test_a_sweep_is_scanned_as_a_panorama(work: Workplace, shared_data: Path, tmp_path: Path) -> None:
    folder, start = tmp_path / "sweep", datetime(2026, 5, 4, 10, 0, 0)
    folder.mkdir()
    pixels = load_photo(sources(shared_data, ("bsds500",), "test", 1)[0], 512).pixels
    taken = sweep(pixels, np.random.default_rng(3))
    assert taken is not None
    for n, one in enumerate(taken):
        moment = (start + timedelta(seconds=n)).strftime("%Y:%m:%d %H:%M:%S")
        exif = piexif.dump({"Exif": {piexif.ExifIFD.DateTimeOriginal: moment.encode()}})
        Image.fromarray(one).save(folder / f"{n}.jpg", quality=92, exif=exif)
    scan(work, folder, Job())
    places = [frame.series for frame in frames_of(work, folder).values()]
    assert {(p.kind, p.size, p.suggested) for p in places if p} == {("panorama", len(taken), False)}
    assert None not in places
    plan = series_edits.plan_suggested(work.catalogue, scan(work, folder, Job()).shoot)
    assert (plan.picks, plan.rejects, plan.sets) == ((), (), 1)
