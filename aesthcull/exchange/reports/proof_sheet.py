"""A proof sheet: the frames as a page for any browser, to be sent to a client.

Few frames are one file with the pictures inside. Of more a browser would hold hundreds of megabytes, so that
they lie in a folder beside the page; they are named by their content's identity, so that a page that is
written again never shows half of the old and half of the new.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from aesthcull.catalogue.records import Frame
from aesthcull.exchange.reports.captions import Captions, plain
from aesthcull.exchange.reports.pictures import jpeg_of
from aesthcull.exchange.reports.proof_page import FOOT, Entry, figure, head
from aesthcull.job import Job
from aesthcull.photos.problems import PhotoError
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.writing import replacing

MOST_INSIDE = 100  # frames in a single file: some 25 MB
_OURS = re.compile(r"aesthcull-[0-9a-f]{32}\.jpg")  # so that nobody else's picture is ever tidied away
_Keep = Callable[[bytes], str]  # takes a JPEG, gives the address under which the page finds it


def write_proof_sheet(
    frames: Sequence[Frame],
    thumbnails: ThumbnailCache,
    out: Path,
    *,
    title: str,
    captions: Captions | None = None,
    side: int = 1280,
    job: Job | None = None,
) -> int:
    """Write the page, and of more than MOST_INSIDE frames a folder of pictures (see `pictures_folder`).

    `side` is the pictures' longer side in pixels. Returns how many have no picture; those keep their place,
    with the reason. Raises OSError, after which the earlier page is as it was, and Cancelled.
    """
    captions, job = captions or Captions(), job or Job()
    store, absent = _Folder(pictures_folder(out)), 0
    keep = _inside if len(frames) <= MOST_INSIDE else store.keep
    job.stage("Proof sheet", len(frames))
    try:
        with replacing(out) as beside, beside.open("w", encoding="utf-8") as page:
            page.write(head(plain(title), f"{len(frames):,} frames" if len(frames) != 1 else "1 frame"))
            for number, frame in enumerate(frames, 1):
                entry = _entry(frame, thumbnails, captions, side, keep)
                page.write(figure(entry, number, len(frames)))
                absent += entry.source is None
                job.advance()
            page.write(FOOT)
    except BaseException:
        store.take_back()
        raise
    store.tidy()
    return absent


def pictures_folder(out: Path) -> Path:
    """Where the pictures of a large proof sheet lie."""
    return out.with_name(f"{out.stem}_pictures")


def _entry(frame: Frame, thumbnails: ThumbnailCache, captions: Captions, side: int, keep: _Keep) -> Entry:
    source, reason = None, ""
    try:
        source = keep(jpeg_of(frame, thumbnails, side))
    except PhotoError as error:
        reason = error.reason
    return Entry(
        name=plain(frame.path.name) if captions.name else "",
        source=source,
        reason=plain(reason),
        marks=captions.marks(frame),
        score=captions.value(frame),
        keywords=list(dict.fromkeys(plain(keyword.name) for keyword in frame.keywords)),
    )


def _inside(data: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(data).decode()


class _Folder:
    """The folder of pictures: what this run adds can be taken back, what earlier ones left be removed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()
        self._added: set[str] = set()

    def keep(self, data: bytes) -> str:
        name = f"aesthcull-{hashlib.blake2b(data, digest_size=16).hexdigest()}.jpg"
        path = self._folder / name
        if not path.exists():
            with replacing(path) as beside:
                beside.write_bytes(data)
            self._added.add(name)
        self._used.add(name)
        return f"{quote(os.fsencode(self._folder.name))}/{name}"

    def take_back(self) -> None:
        for name in self._added:
            (self._folder / name).unlink(missing_ok=True)
        self._leave()

    def tidy(self) -> None:
        """Remove pictures of an earlier page. Nothing else that lies there is touched."""
        with contextlib.suppress(OSError):  # the page is there; what is left over does no harm
            for path in self._folder.iterdir():
                if _OURS.fullmatch(path.name) and path.name not in self._used:
                    path.unlink(missing_ok=True)
        self._leave()

    def _leave(self) -> None:
        with contextlib.suppress(OSError):  # not there, or something lies in it
            self._folder.rmdir()
