"""The system's trash. Where a file stands in it, only the free desktops tell; elsewhere it is the user who
brings it back, with the system's own means."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from urllib.parse import unquote

from aesthcull.exchange.delivery.transfer import move_within


def put(path: Path) -> Path:
    """Put a file into the trash. Returns where it stands now, or `path` where the system does not tell.
    Raises OSError, naming the file; it stays then."""
    from send2trash import send2trash

    try:
        send2trash(str(path))
    except OSError as error:
        reason = error.strerror or f"cannot be put into the trash: {str(error).split(':')[0].lower()}"
        raise OSError(error.errno, reason, str(path)) from error
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


def take_out(path: Path, original: Path) -> None:
    """Bring a file of the trash back to its place. Raises OSError; FileExistsError where that is taken."""
    move_within(path, original)
    with contextlib.suppress(OSError):
        (path.parent.parent / "info" / f"{path.name}.trashinfo").unlink()


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
