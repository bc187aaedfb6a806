"""Sidecars and JPEGs that move, lead elsewhere or were written by a program that then died."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.photos.walk import FrameFile
from aesthcull.pipeline.sidecar_writing import _Overtaken, _replace
from tests.exchange.xmp.forms import described
from tests.pipeline.test_sidecars import Shoot

KILLED = """
import os, sys
from aesthcull.catalogue.store import open_catalogue
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.job import Job
from aesthcull.pipeline import sidecar_writing
write = sidecar_writing._replace
sidecar_writing._replace = lambda *given: (write(*given), os._exit(9))  # before the catalogue knows of it
catalogue = open_catalogue(sys.argv[1])
sidecar_writing.write_sidecars(catalogue, [int(sys.argv[2])], XmpSettings(), Job())
"""


def test_a_kill_after_a_reject_was_written_costs_no_stars(tmp_path: Path) -> None:
    shoot = Shoot(tmp_path, ["a.jpg"])
    shoot.mark({"rating": 4})
    shoot.write()
    shoot.mark({"flag": "reject"})
    killed = [sys.executable, "-c", KILLED, str(tmp_path / "catalogue.sqlite"), str(shoot.ids[0])]
    assert subprocess.run(killed, check=False).returncode == 9
    shoot.read()
    assert (shoot.marks().flag, shoot.marks().rating) == ("reject", 4)


def test_a_file_that_was_moved_meanwhile_does_not_come_to_stand_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    with pytest.raises(_Overtaken):
        _replace(path, b"its new content", FrameFile(path, 7, 0))
    assert list(tmp_path.iterdir()) == []


def test_a_sidecar_that_leads_into_a_read_only_folder_is_not_written(tmp_path: Path) -> None:
    shoot = Shoot(tmp_path, ["a.jpg"])
    away = tmp_path / "away"
    away.mkdir()
    (away / "a.xmp").write_bytes(described(""))
    (shoot.folder / "a.xmp").symlink_to(away / "a.xmp")
    shoot.mark({"rating": 4})
    away.chmod(0o555)
    report = shoot.write()
    away.chmod(0o755)
    assert report.refused and not report.written
    assert (away / "a.xmp").read_bytes() == described("")
    assert shoot.write(XmpSettings(everywhere=True)).written
    assert (shoot.folder / "a.xmp").is_symlink()


def test_a_link_that_leads_nowhere_stops_no_other_frame_of_the_folder(tmp_path: Path) -> None:
    shoot = Shoot(tmp_path, ["a.jpg", "b.jpg"])
    (shoot.folder / "b.xmp").symlink_to(tmp_path / "unplugged" / "b.xmp")
    shoot.mark({"rating": 4})
    for settings in (XmpSettings(), XmpSettings(everywhere=True)):
        report = shoot.write(settings)
        assert report.failed == [shoot.ids[1]] and len(report.problems) == 1
    assert shoot.told("a.xmp").rating == 4
    assert not (tmp_path / "unplugged").exists()
