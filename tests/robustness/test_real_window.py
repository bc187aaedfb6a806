"""The program as a user has it: its own process, a real X display, a real keyboard; killed, undone, reopened.

Needs Xvfb and xdotool (packaging/setup.sh test installs them where it may).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "xdotool")
pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)), reason="needs Xvfb and xdotool for a real window"
)
PROGRAM = str(Path(sys.executable).with_name("aesthcull"))
PATIENCE_S = 90.0


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server of our own, on the first display that is free."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


class Session:
    """One user at one display with a catalogue of their own."""

    def __init__(self, display: str, home: Path, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_STATE_HOME": str(home / "state"),
            "AESTHCULL_CATALOGUE": str(home / "catalogue.sqlite"),
            "OMP_NUM_THREADS": "1",
        }
        self.program: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the program on the folder and give its window the keyboard."""
        self.program = subprocess.Popen([PROGRAM, str(self.folder)], env=self.environment)
        wait_until(lambda: self.tool("search", "--onlyvisible", "--name", "aesthcull") != "", "a window")
        window = self.tool("search", "--onlyvisible", "--name", "aesthcull").split()[-1]
        self.tool("windowfocus", "--sync", window)

    def tool(self, *arguments: str) -> str:
        run = ["xdotool", *arguments]
        return subprocess.run(run, env=self.environment, capture_output=True, text=True, check=False).stdout

    def press(self, *keys: str) -> None:
        for key in keys:
            self.tool("key", "--clearmodifiers", key)
            time.sleep(0.3)

    def flags(self) -> dict[str, str | None]:
        """The frames' flags as another process reads them from the catalogue, by name."""
        with contextlib.closing(sqlite3.connect(self.environment["AESTHCULL_CATALOGUE"])) as connection:
            rows = connection.execute("SELECT path, flag FROM frame").fetchall()
        return {Path(path).name: flag for path, flag in rows}

    def flagged(self, flag: str) -> list[str]:
        return sorted(name for name, found in self.flags().items() if found == flag)

    def kill(self) -> None:
        assert self.program is not None
        self.program.send_signal(signal.SIGKILL)
        self.program.wait(10)

    def quit(self) -> None:
        assert self.program is not None
        self.press("ctrl+q")
        assert self.program.wait(30) == 0


def wait_until(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, f"no {what} after {PATIENCE_S:.0f} s"
        time.sleep(0.25)


@pytest.fixture
def session(display: str, tmp_path: Path, sample_shoot: Path) -> Iterator[Session]:
    """The sample shoot, scanned, in the window."""
    folder = tmp_path / "shoot"
    shutil.copytree(sample_shoot, folder)
    session = Session(display, tmp_path / "home", folder)
    run = [PROGRAM, "scan", str(folder)]
    subprocess.run(run, env=session.environment, capture_output=True, check=True)
    session.start()
    time.sleep(2)
    yield session
    if session.program is not None and session.program.poll() is None:
        session.kill()


def test_a_shoot_is_culled_compared_undone_killed_and_reopened(session: Session) -> None:
    names = sorted(session.flags())
    session.press("Home", "p", "x", "3")
    wait_until(lambda: len(session.flagged("pick")) == 1, "pick")
    assert len(session.flagged("reject")) == 1
    session.press("e", "p")  # in the loupe
    wait_until(lambda: len(session.flagged("pick")) == 2, "pick from the loupe")
    session.press("c", "Right", "g")  # compare, another challenger, back
    session.press("ctrl+z")
    wait_until(lambda: len(session.flagged("pick")) == 1, "undone pick")
    session.kill()
    assert sorted(session.flags()) == names
    assert len(session.flagged("pick")) == 1 and len(session.flagged("reject")) == 1
    session.start()
    time.sleep(2)
    session.press("ctrl+shift+z")  # redo, after a restart
    wait_until(lambda: len(session.flagged("pick")) == 2, "pick done again")
    session.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
    wait_until(lambda: not session.flagged("pick") and not session.flagged("reject"), "untouched shoot")
    session.quit()
