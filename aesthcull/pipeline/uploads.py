"""Matching by picture: a folder with the JPEGs as they were uploaded shows which frame each asset is.

A picture belongs to the assets of its file name; what it says beside the name: `picture_and_name`. With an
agency named, every file is an asset on sale there, also if nothing was ever sold of it.
"""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import matches
from aesthcull.catalogue.matches import NamedAsset, NewMatch
from aesthcull.catalogue.on_sale import put_on_sale, take_off_sale
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job
from aesthcull.photos.decode import load_photo
from aesthcull.photos.naming import fold, parts, stem_of
from aesthcull.photos.problems import PhotoError, Problem, os_reason
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE
from aesthcull.photos.walk import walk
from aesthcull.pipeline.gallery import Gallery, Picture, Recognised, Resemblance, descriptors
from aesthcull.pipeline.ordered import batches, in_order
from aesthcull.pipeline.picture_and_name import judge_asset
from aesthcull.pipeline.scan import FolderError, Workplace, shoot_folder
from aesthcull.series.copies import Layers, layers
from aesthcull.series.signature import signature
from aesthcull.vision.judge import Judge
from aesthcull.vision.preprocess import squeeze

_STORE = 64  # files a transaction
ByName = Callable[[Catalogue, Job], object]


@dataclass(frozen=True)
class UploadReport:
    """What became of a folder's files. files = recognised + ambiguous + unknown + problems.

    `ambiguous` files resemble several frames, or one not clearly; `unknown` ones none. `contradicted`: assets
    whose name speaks of another frame than their picture. `new_assets` were added for the named agency;
    `strangers` are files that are no asset's. `notices`: lines for the user.
    """

    folder: Path
    files: int = 0
    recognised: int = 0
    ambiguous: int = 0
    unknown: int = 0
    contradicted: int = 0
    new_assets: int = 0
    changed: int = 0
    strangers: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Read:
    """A decoded file, reduced to what recognising needs; or why it could not be read."""

    path: Path
    problem: str | None = None
    square: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    signature: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    layers: Layers = field(default_factory=lambda: Layers(()))
    taken: datetime | None = None


@dataclass(frozen=True)
class _Seen:
    """A file with the frames that it resembles; None where it could not be read."""

    path: Path
    recognised: Recognised | None
    resembling: Mapping[int, Resemblance]
    problem: str | None = None


def match_uploads(
    work: Workplace, folder: Path, job: Job, by_name: ByName, agency: str | None = None
) -> UploadReport:
    """Match assets with frames by the pictures in a folder and the folders below it.

    `by_name` (exchange.matching.match_names) runs first, so that pictures can confirm or contradict names.
    With `agency`, as the catalogue calls it, files that are none of its assets become assets on sale there.
    Raises FolderError, CatalogueError, ModelError, or Cancelled; what was stored before stays.
    """
    folder = shoot_folder(folder)
    job.stage("Looking for uploaded pictures")
    try:
        found = walk(folder, job)
    except OSError as error:
        raise FolderError(f"{folder}: cannot be read: {os_reason(error)}") from error
    paths = [frame.path for frame in found.frames]
    if not paths:
        raise FolderError(f"{folder}: holds no photographs")
    listed = put_on_sale(work.catalogue, folder, paths, agency) if agency is not None else None
    by_name(work.catalogue, job)
    judge = Judge(work.registry)
    run = _Run(work, judge, Gallery(work, judge, job), paths)
    run.all(job)
    problems = (*found.unreadable, *run.problems)
    new = 0
    if listed is not None:  # what is no picture is on sale nowhere
        broken = {problem.path for problem in problems}
        fine = {fold(path.name) for path in paths if path not in broken}
        names = [path.name for path in broken if fold(path.name) not in fine]
        new = listed[1] - take_off_sale(work.catalogue, listed[0], names)
    notices = list(judge.notices)
    if not len(run.gallery):
        notices.append("the catalogue holds no scanned frame to compare with; scan a shoot first")
    return replace(
        run.report(folder),
        new_assets=new,
        problems=problems,
        notices=tuple(notices),
    )


class _Run:
    """One folder's files on their way: read and recognised in a pool, judged in this thread."""

    def __init__(self, work: Workplace, judge: Judge, gallery: Gallery, paths: Sequence[Path]) -> None:
        self.gallery = gallery
        self.problems: list[Problem] = []
        self._catalogue, self._judge = work.catalogue, judge
        self._assets = _AssetsByFile(matches.known_assets(work.catalogue))
        # Files of one name, in several folders, speak for the same assets: they are looked at together.
        self._paths = sorted(paths, key=lambda path: (fold(path.name), path))
        self._left: dict[str, int] = defaultdict(int)
        for path in self._paths:
            self._left[fold(path.name)] += 1
        self._together: dict[str, list[_Seen]] = defaultdict(list)
        self._waiting: list[NewMatch] = []
        self._counts: dict[str, int] = defaultdict(int)
        self._strangers: list[str] = []

    def all(self, job: Job) -> None:
        """Recognise every file and store what follows. Raises Cancelled after storing what was finished."""
        job.stage("Recognising uploaded pictures", len(self._paths))
        workers = min(16, os.cpu_count() or 2)
        side = self._judge.backbone.input_size or 0
        cv2.setNumThreads(1)
        with ThreadPoolExecutor(workers, thread_name_prefix="uploads") as pool:
            read = in_order(pool, partial(_read, side=side), self._paths, 2 * workers + self._judge.batch)
            with contextlib.closing(read):
                try:
                    for batch in batches(read, self._judge.batch):
                        for seen in self._recognise(pool, batch):
                            self._take(seen)
                        if len(self._waiting) >= _STORE:
                            self._store()
                        job.advance(len(batch))
                finally:
                    self._store()

    def report(self, folder: Path) -> UploadReport:
        """The counts so far."""
        return UploadReport(
            folder=folder,
            files=len(self._paths),
            recognised=self._counts["recognised"],
            ambiguous=self._counts["ambiguous"],
            unknown=self._counts["unknown"],
            contradicted=self._counts["contradicted"],
            changed=self._counts["changed"],
            strangers=tuple(self._strangers),
        )

    def _recognise(self, pool: ThreadPoolExecutor, batch: Sequence[_Read]) -> list[_Seen]:
        readable = [one for one in batch if one.problem is None]
        if readable:
            found = descriptors(self._judge, self._judge.embed([one.square for one in readable]))
            pictures = [
                Picture(row, one.signature, one.layers, one.taken)
                for row, one in zip(found, readable, strict=True)
            ]
            seen = {s.path: s for s in pool.map(self._see, readable, pictures)}
        else:
            seen = {}
        return [seen.get(one.path) or _Seen(one.path, None, {}, one.problem) for one in batch]

    def _see(self, read: _Read, picture: Picture) -> _Seen:
        named = {i for asset in self._assets.of(read.path) for i in asset.by_name}
        resembling = self.gallery.resembling(picture, named)
        recognised = self.gallery.recognise(resembling)
        return _Seen(read.path, recognised, {r.frame_id: r for r in resembling})

    def _take(self, seen: _Seen) -> None:
        """Note one file; when all files of its name are there, judge them for their assets."""
        if seen.recognised is None:
            self.problems.append(Problem(seen.path, seen.problem or ""))
        else:
            self._counts[_outcome(seen.recognised)] += 1
        name = fold(seen.path.name)
        self._together[name].append(seen)
        self._left[name] -= 1
        if self._left[name]:
            return
        readable = [one for one in self._together.pop(name) if one.recognised is not None]
        assets = self._assets.of(seen.path)
        if not assets:
            self._strangers.append(seen.path.name)
        for asset in assets if readable else ():
            match, contradicted = judge_asset(asset, *_joined(readable))
            self._waiting.append(replace(match, picture=readable[0].path))
            self._counts["contradicted"] += contradicted

    def _store(self) -> None:
        self._counts["changed"] += matches.store_matches(self._catalogue, self._waiting)
        self._waiting = []


class _AssetsByFile:
    """The assets that a person has not decided, by the name of their uploaded file; without its ending, too,
    for agencies that write another."""

    def __init__(self, assets: Sequence[NamedAsset]) -> None:
        self._by_name: dict[str, list[NamedAsset]] = defaultdict(list)
        self._by_stem: dict[str, list[NamedAsset]] = defaultdict(list)
        for asset in assets:
            if asset.file_name:
                name = parts(asset.file_name)[1]
                self._by_name[name].append(asset)
                self._by_stem[stem_of(name)].append(asset)

    def of(self, path: Path) -> list[NamedAsset]:
        name = fold(path.name)
        return self._by_name.get(name) or self._by_stem.get(stem_of(name), [])


def _joined(seen: Sequence[_Seen]) -> tuple[Recognised, dict[int, Resemblance]]:
    """Several files of one name as one: sure only when all show the same frame."""
    resembling = {i: r for one in seen for i, r in one.resembling.items()}
    frames = {f.frame_id: f for one in seen if one.recognised for f in one.recognised.frames}
    firsts = {one.recognised.frames[0].frame_id for one in seen if one.recognised and one.recognised.frames}
    sure = all(one.recognised and one.recognised.sure for one in seen) and len(firsts) == 1
    return Recognised(tuple(frames.values()), sure), resembling


def _outcome(recognised: Recognised) -> str:
    if recognised.sure:
        return "recognised"
    return "ambiguous" if recognised.frames else "unknown"


def _read(path: Path, side: int) -> _Read:
    """Decode one file and take from it all that recognising needs; in a pool thread."""
    try:
        photo = load_photo(path, THUMBNAIL_SIDE)
    except PhotoError as error:
        return _Read(path, error.reason)
    pixels, taken = photo.pixels, photo.metadata.captured_at
    return _Read(path, None, squeeze(pixels, side), signature(pixels), layers(pixels), taken)
