"""Other programs, run without a screen; a test that needs one that is missing is skipped and says so."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


def program(name: str, package: str) -> str:
    """Where a program is. Skips the test without it."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (Debian: {package})")
    return found


def exiftool(path: Path) -> dict[str, Any]:
    """All XMP of a file as exiftool reads it, by `group:name`."""
    command = [
        program("exiftool", "libimage-exiftool-perl"),
        "-j",
        "-struct",
        "-n",
        "-G1",
        "-XMP:all",
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(done.stdout)[0]
    return found


def exiv2(path: Path) -> dict[str, list[str]]:
    """All XMP of a file as exiv2 reads it, by key."""
    command = [program("exiv2", "exiv2"), "-PXkt", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        if line.startswith("Xmp."):
            key, _, value = line.partition(" ")
            found.setdefault(key, []).append(value.strip())
    return found


@dataclass(frozen=True)
class InDarktable:
    """What darktable's library says of a picture."""

    stars: int
    rejected: bool
    labels: set[int]
    tags: set[str]
    title: str
    description: str
    history: int


def darktable(picture: Path, scratch: Path) -> InDarktable:
    """Import a picture with its sidecar into a new library and export it; darktable then writes the
    sidecar itself."""
    config, library = scratch / "darktable", scratch / "library.db"
    command = [program("darktable-cli", "darktable"), str(picture), str(scratch / "exported.jpg")]
    command += ["--width", "64", "--height", "64", "--core", "--configdir", str(config)]
    command += ["--cachedir", str(scratch / "cache"), "--library", str(library)]
    command += ["--disable-opencl", "--conf", "write_sidecar_files=on import"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=scratch)
    assert library.exists(), done.stdout + done.stderr
    return _ask(library, config / "data.db")


def _ask(library: Path, data: Path) -> InDarktable:
    connection = sqlite3.connect(library)
    connection.execute("ATTACH ? AS data", (str(data),))
    (picture, flags), *others = connection.execute("SELECT id, flags FROM images").fetchall()
    assert not others
    texts = dict(connection.execute("SELECT key, value FROM meta_data WHERE id = ?", (picture,)))
    tags = connection.execute(
        "SELECT name FROM data.tags JOIN tagged_images ON tagid = data.tags.id WHERE imgid = ?", (picture,)
    )
    labels = connection.execute("SELECT color FROM color_labels WHERE imgid = ?", (picture,))
    history = connection.execute("SELECT COUNT(*) FROM history WHERE imgid = ?", (picture,))
    found = InDarktable(
        stars=flags & 7,
        rejected=bool(flags & 8),
        labels={color for (color,) in labels},
        tags={name for (name,) in tags if not name.startswith("darktable|")},
        title=texts.get(2, ""),
        description=texts.get(3, ""),
        history=history.fetchone()[0],
    )
    connection.close()
    return found
