"""Killed while it writes sidecars: each one is whole, nothing is taken for another program's change, and the
next write finishes the work.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from aesthcull.catalogue import decisions, queries, scanning
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.store import open_catalogue
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.reading import read_marks
from aesthcull.job import Job
from aesthcull.photos.walk import walk
from aesthcull.pipeline.sidecar_files import read_file
from aesthcull.pipeline.sidecar_reading import SidecarReading, read_sidecars
from aesthcull.pipeline.sidecar_writing import write_sidecars
from tests.conftest import picture
from tests.exchange.xmp.forms import LIGHTROOM, without_ours
from tests.photos.make_raw import make_raw

RUNS, FRAMES = 5, 80
_CHILD = """
import sys
from aesthcull.catalogue.sidecars import frames_below
from aesthcull.catalogue.store import open_catalogue
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.job import Job
from aesthcull.pipeline.sidecar_writing import write_sidecars
from pathlib import Path
catalogue = open_catalogue(sys.argv[1])
settings = XmpSettings(into_files=len(sys.argv) > 3)
print("ready", flush=True)
write_sidecars(catalogue, list(frames_below(catalogue, Path(sys.argv[2])).values()), settings, Job())
"""


def test_sidecars_survive_being_killed(tmp_path: Path) -> None:
    shoot, place = tmp_path.resolve() / "shoot", tmp_path / "catalogue.sqlite"
    shoot.mkdir()
    for n in range(FRAMES):
        (shoot / f"{n}.CR2").touch()
        (shoot / f"{n}.xmp").write_text(LIGHTROOM)
    catalogue = open_catalogue(str(place))
    queries.open_shoot(catalogue, shoot)
    ids = scanning.add_frames(catalogue, [(StoredFile(f.path, 0, 0),) for f in walk(shoot).frames])
    read_sidecars(catalogue, shoot, walk(shoot).frames, SidecarReading(), Job())
    chance = random.Random(1)
    for run in range(RUNS):
        decisions.mark(catalogue, ids, {"title": f"Title {run}"}, "mark")
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(place), str(shoot)], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.random() * 0.1)
        child.kill()
        child.communicate()
        for sidecar in shoot.glob("*.xmp"):
            assert without_ours(sidecar.read_bytes()) == without_ours(LIGHTROOM.encode())
        report = read_sidecars(catalogue, shoot, walk(shoot).frames, SidecarReading("ask"), Job())
        assert (report.frames, report.asking, report.problems) == ([], [], [])
        assert not write_sidecars(catalogue, ids, XmpSettings(), Job()).problems
        titles = {read_marks(sidecar.read_bytes()).title for sidecar in shoot.glob("*.xmp")}
        assert titles == {f"Title {run}"}
    catalogue.close()


def test_pictures_that_are_written_into_survive_being_killed(tmp_path: Path) -> None:
    shoot, place = tmp_path.resolve() / "shoot", tmp_path / "catalogue.sqlite"
    first = make_raw(shoot / "0.dng", picture(1, (400, 300)))
    data = first.read_bytes()
    for n in range(1, 30):
        (shoot / f"{n}.dng").write_bytes(data)
    catalogue = open_catalogue(str(place))
    queries.open_shoot(catalogue, shoot)
    ids = scanning.add_frames(catalogue, [(StoredFile(f.path, 0, 0),) for f in walk(shoot).frames])
    chance = random.Random(1)
    for run in range(RUNS):
        decisions.mark(catalogue, ids, {"title": f"Title {run}"}, "mark")
        command = [sys.executable, "-c", _CHILD, str(place), str(shoot), "into files"]
        child = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.random() * 0.2)
        child.kill()
        child.communicate()
        for path in shoot.glob("*.dng"):
            assert path.read_bytes()[8 : len(data)] == data[8:]
        assert read_sidecars(catalogue, shoot, walk(shoot).frames, SidecarReading("ask"), Job()).asking == []
    assert not write_sidecars(catalogue, ids, XmpSettings(into_files=True), Job()).problems
    for path in shoot.glob("*.dng"):
        packet = read_file(path)[1]
        assert packet is not None
        assert read_marks(packet).title == f"Title {RUNS - 1}"
    catalogue.close()
