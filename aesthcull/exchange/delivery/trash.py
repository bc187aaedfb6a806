"""The system's trash. Where a file stands in it, only the free desktops tell; elsewhere it is the user who
brings it back, with the system's own means."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from urllib.parse import unquote

from aesthcull.exchange.delivery.transfer import copy_verified, flush_folders, move_within, place
from aesthcull.job import Job


def put(path: Path) -> Path:
    """Put a file into the trash. Returns where it stands now, or `path` where the system does not tell.
    Raises OSError, naming the file; it stays then."""
    from send2trash import send2trash

    try:
        send2trash(str(path))
    except OSError as error:
        # Its own words have the path in them, which is told anyway.
        reason = os.strerror(error.errno) if error.errno else "the system refused it"
        raise OSError(error.errno, f"cannot be put into the trash: {reason}", str(path)) from error
    return find(path) or path


def find(path: Path) -> Path | None:
    """Where the file that had this path stands in the trash, the last one that went there."""
    if sys.platform in ("win32", "darwin"):
        return None
    found: list[tuple[int, Path]] = []
    for trash, top in _trashes(path):
        with contextlib.suppress(OSError):
            for info in (trash / "info").iterdir():
                if info.name.startswith(path.stem) and _origin(info, top) == path:
                    found.append((info.stat().st_mtime_ns, trash / "files" / info.stem))
    there = [(when, file) for when, file in found if os.path.lexists(file)]
    return max(there)[1] if there else None


def take_out(path: Path, original: Path, job: Job) -> None:
    """Bring a file of the trash back to its place. Raises OSError; FileExistsError where that is taken;
    Cancelled."""
    try:
        move_within(path, original)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _carry_back(path, original, job)
    with contextlib.suppress(OSError):
        (path.parent.parent / "info" / f"{path.name}.trashinfo").unlink()


def _carry_back(path: Path, original: Path, job: Job) -> None:
    """From the home's trash to another volume, or to a folder that is mounted at a second place."""
    if os.path.lexists(original):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(original))
    part = original.with_name(f".aesthcull-trash-{path.name}.part")
    part.unlink(missing_ok=True)  # of a run that was cut short
    copy_verified(path, [part], job)
    place(part, original)
    flush_folders([original.parent])
    path.unlink()


def _trashes(path: Path) -> list[tuple[Path, Path]]:
    """The trashes that a file may have gone to, each with the folder that its paths are relative to."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path("~/.local/share").expanduser())
    top = path.parent
    while not os.path.ismount(top):
        top = top.parent
    user = str(os.getuid())
    return [(data / "Trash", data), (top / ".Trash" / user, top), (top / f".Trash-{user}", top)]


def _origin(info: Path, top: Path) -> Path | None:
    for line in info.read_text(errors="surrogateescape").splitlines():
        name, _, value = line.partition("=")
        if name == "Path":
            return top / unquote(value, errors="surrogateescape")
    return None
