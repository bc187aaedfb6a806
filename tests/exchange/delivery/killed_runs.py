"""Deliveries by the real command that are killed (−9) at random moments, gone on with and taken back; after
every kill each file's content must stand where the journal says, and nowhere else."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from aesthcull.catalogue.store import open_catalogue
from aesthcull.catalogue.tables import decode_path
from tests.exchange.delivery.small_shoot import make_shoot

# How a run delivers; across volumes twice as often, where there is most to lose.
WAYS = ("move across", "copy across", "move across", "move within", "ingest", "move across", "hardlink")
LARGEST = 600_000  # bytes
_PATIENCE_S = 60.0


@dataclass
class Place:
    """The folders of one run, and of how many frames. `far` is on another volume than the shoot."""

    base: Path
    far: Path
    frames: int = 4

    @property
    def catalogue(self) -> Path:
        return self.base / "catalogue.sqlite"

    @property
    def said(self) -> Path:
        return self.base / "said"

    @property
    def shoot(self) -> Path:
        return self.base / "shoot"


def killed_run(place: Place, seed: int) -> list[str]:
    """One delivery, killed at up to four random moments. Returns what it went through; raises AssertionError
    where something is lost, doubled or torn."""
    rng = random.Random(seed)
    way = WAYS[seed % len(WAYS)]
    shutil.rmtree(place.base, ignore_errors=True)
    shutil.rmtree(place.far, ignore_errors=True)
    catalogue = open_catalogue(str(place.catalogue))
    make_shoot(place.base, catalogue, place.frames, LARGEST)
    catalogue.close()
    originals = _by_path(place.shoot)
    story = [way]
    start = _command(place, way)
    story.append(_killed(place, start, rng, "delivery"))
    _check(place, originals, story)
    if not _rows(place, "select id from delivery"):
        _whole(place, start)  # it was killed before the intent was written
    while _state(place) == "open" and rng.random() < 0.5:
        story.append(_killed(place, ["deliver", "--resume", "1"], rng, "resumption"))
        _check(place, originals, story)
    if _state(place) == "open":
        _whole(place, ["deliver", "--resume", "1"])
    _check(place, originals, story)
    _check_delivered(place, originals, way, story)
    while _state(place) != "undone" and rng.random() < 0.6:
        story.append(_killed(place, ["deliver", "--undo", "1"], rng, "undoing"))
        _check(place, originals, story)
    if _state(place) != "undone":
        _whole(place, ["deliver", "--resume" if _state(place) == "undoing" else "--undo", "1"])
    assert _by_path(place.shoot) == originals, story
    assert _by_path(place.far) == {} and _by_path(place.base / "out") == {}, story
    _check_catalogue(place, story)
    return story


def _command(place: Place, way: str) -> list[str]:
    if way == "ingest":
        return ["ingest", str(place.shoot), "--to", str(place.far / "a"), "--backup", str(place.base / "out")]
    kind, _, where = way.partition(" ")
    to = place.far if where == "across" else place.base / "out"
    return [
        "deliver",
        str(place.shoot),
        "--all",
        "--to",
        str(to),
        f"--{kind}",
        "--template",
        "{sequence:03}_{name}",
    ]


# Processes that have imported what the command needs: starting Python takes longer than the delivery.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "aesthcull.commands.common",
        "aesthcull.pipeline",
        "aesthcull.exchange.delivery.planning",
        "aesthcull.exchange.delivery.ingest",
        "aesthcull.exchange.delivery.running",
        "aesthcull.catalogue.column_reading",
        "aesthcull.exchange.listing",
    ]
)


def _begin(place: Place, command: list[str]) -> BaseProcess:
    argv = [*command, "--catalogue", str(place.catalogue)]
    process = _FORKS.Process(target=_command_line, args=(argv, str(place.said)))
    process.start()
    return process


def _command_line(argv: list[str], said: str) -> None:
    """The real command, in this process of its own."""
    from aesthcull.cli import main

    with open(said, "w") as sys.stdout:  # noqa: PTH123
        sys.stderr = sys.stdout
        sys.exit(main(argv))


def _ended(place: Place, process: BaseProcess) -> int:
    process.join(_PATIENCE_S)
    assert process.exitcode in (0, -signal.SIGKILL), place.said.read_text()
    return int(process.exitcode or 0)


def _whole(place: Place, command: list[str]) -> None:
    assert _ended(place, _begin(place, command)) == 0


def _killed(place: Place, command: list[str], rng: random.Random, what: str) -> str:
    """Run a command and kill it some time after the journal or the disk first changed."""
    before = _marks(place)
    process = _begin(place, command)
    until = time.monotonic() + _PATIENCE_S
    while process.is_alive() and _marks(place) == before and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(rng.choice((0.0, 0.01, 0.05, 0.2, 0.5, 0.8)) * rng.random())
    process.kill()
    return f"{what}: {'ended before' if _ended(place, process) == 0 else 'killed'}"


def _marks(place: Place) -> object:
    """What changes as soon as a delivery begins or goes on."""
    folders = (place.far, place.base / "out", place.shoot)
    listed = [names for folder in folders for _, _, names in os.walk(folder)]  # folders come and go meanwhile
    return listed, _rows(place, "select id, state from delivery")


def _rows(place: Place, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(place.catalogue, timeout=30) as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


def _state(place: Place) -> str:
    return str(_rows(place, "select state from delivery")[0][0])


def _by_path(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _check(place: Place, originals: dict[Path, bytes], story: list[str]) -> None:
    """Each content stands where the journal says; nothing visible is torn, doubled or foreign."""
    found = {**_by_path(place.shoot), **_by_path(place.far), **_by_path(place.base / "out")}
    seen = {path: data for path, data in found.items() if not path.name.startswith(".aesthcull-")}
    assert set(seen.values()) == set(originals.values()), story
    query = (
        "select source, target, f.state, kind from delivery_file f join delivery d on d.id = f.delivery_id"
    )
    rows = _rows(place, query)
    if not rows:
        assert seen == originals, story
    expected: set[Path] = set() if rows else set(originals)
    for source, target, state, kind in rows:
        start, end = (Path(decode_path(str(text))) for text in (source, target))
        content = originals[start]
        at_start, at_end = seen.get(start) == content, seen.get(end) == content
        assert at_start or at_end, (start, state, story)
        expected |= {start, end}
        if kind != "move":
            assert at_start, (start, state, story)
        if state == "done" and _state(place) != "undoing":
            assert at_end and at_start == (kind != "move"), (start, state, story)
        if state == "undone":
            assert at_start and not at_end, (start, state, story)
    assert set(seen) <= expected, (set(seen) - expected, story)


def _check_delivered(place: Place, originals: dict[Path, bytes], way: str, story: list[str]) -> None:
    """It came to its end: each target once, no leftovers, the catalogue knows the new places."""
    assert _rows(place, "select distinct state from delivery_file") == [("done",)], story
    assert _state(place) == "done", story
    targets = [*_by_path(place.far).values(), *_by_path(place.base / "out").values()]
    copies = 2 if way == "ingest" else 1
    assert sorted(targets) == sorted(list(originals.values()) * copies), story
    assert _by_path(place.shoot) == ({} if way.startswith("move") else originals), story
    _check_catalogue(place, story)


def _check_catalogue(place: Place, story: list[str]) -> None:
    """No frame was lost or doubled, each has the files that it says, and the marks are kept."""
    frames = _rows(place, "select path from frame where not missing")
    files = _rows(place, "select path from frame_file")
    assert (len(frames), len(files)) == (place.frames, 2 * place.frames), story
    assert all(Path(decode_path(str(path))).is_file() for (path,) in (*frames, *files)), story
    marked = _rows(place, "select flag, rating from frame where rating > 0")
    assert marked == [("pick", 4)], story
