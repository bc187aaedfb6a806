"""The catalogue's frames, to find the one of which a picture is a copy: edited, cropped, made smaller.

The embedding finds the few frames that look most like it; then each is laid on the picture (series.copies).
A frame is taken only when even its worst part fits, nothing seems to move between the two, their capture
times (where both tell one) agree, and no other frame comes near; else the user is asked.

The limits were chosen on edited copies of photographs of the train splits and half of photo_series: no such
neighbour passed them there, but 4 of 660 did that had moved by 1–2 % only. Then they were measured, once, by
`python -m tests.bench.bench_matching` on the test splits, the other half and ordinary camera files; beside
each photograph stood a simulated next frame of a burst, in which the subject had moved by 2–5 %. No capture
times were used:
- 84.2 % of 3,690 copies were taken for their frame, none for another; 15.8 % the user is asked, 0.05 % were
  not found. Unchanged copies: 94 %, sharpened 93 %, camera files 76 %, all edits together 56 %.
- Neither the frame nor one of its series catalogued: none taken, 0.8 % asked, 99.2 % not found.
- The frame not catalogued, but a neighbour: 0.9 % taken for it, 92 % asked. This is what can go wrong; the
  aim of 0.2 % is missed. Without STILL, SHOWN and FITS it was 2.1 %, with 92.7 % of the copies taken.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import matches, queries, scores
from aesthcull.catalogue.camera_clocks import camera_times
from aesthcull.catalogue.records import Candidate, StoredFile
from aesthcull.job import Job
from aesthcull.photos.decode import load_photo
from aesthcull.photos.problems import PhotoError
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE
from aesthcull.photos.walk import FrameFile
from aesthcull.pipeline.scan import Workplace
from aesthcull.series.copies import Agreement, Layers, agreement, layers, may_agree
from aesthcull.series.neighbours import Index
from aesthcull.vision.judge import Embeddings, Judge

NEAREST = 14  # frames that are looked at closely
SURE = 0.8  # least agreement of the weakest part for a copy
CLEAR = 0.05  # by how much every other frame's must be less
FITS = 0.88  # least agreement of the whole for a copy: some exposure steps from a tripod have less
STILL = 0.5  # by how many pixels, of 192, a copy's fastest parts may seem to move
SHOWN = 0.4  # least share of the picture in which a movement could be seen
SAME_S = 1.0  # seconds between the capture times of a picture and its frame, where both are known
LIKELY = 0.5  # least agreement of the whole for a candidate
ALIKE = 0.9  # or the least cosine of the descriptors, where nothing can be laid on anything: a strong crop
MOST_CANDIDATES = 8
_PIECE = 2000


@dataclass(frozen=True)
class Picture:
    """A picture to be recognised: its descriptor [d], unit length, signature [2304], layers and, where its
    file tells, when it was taken."""

    descriptor: NDArray[np.float32]
    signature: NDArray[np.uint8]
    layers: Layers
    taken: datetime | None = None


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much a frame resembles a picture: the cosine of their descriptors, and how well one lies on the
    other. `missing`: its file has vanished; `another_time`: both tell when they were taken, and differ."""

    frame_id: int
    cosine: float
    lies: Agreement
    missing: bool
    another_time: bool = False

    @property
    def whole(self) -> float:
        return self.lies.whole

    @property
    def weakest(self) -> float:
        return self.lies.weakest

    @property
    def likely(self) -> bool:
        return self.whole >= LIKELY

    @property
    def one_exposure(self) -> bool:
        """Whether all that can be checked speaks for one exposure; a neighbour may pass, too."""
        motion = self.lies.motion
        still = motion.most <= STILL and motion.shown >= SHOWN
        return self.weakest >= SURE and self.whole >= FITS and still and not self.another_time


@dataclass(frozen=True)
class Recognised:
    """The frames that may be a picture's, best first; `sure`: it is the first."""

    frames: tuple[Resemblance, ...]
    sure: bool

    def candidates(self) -> tuple[Candidate, ...]:
        """The frames as candidates of an asset."""
        return tuple(Candidate(f.frame_id, "picture", f.whole) for f in self.frames)


class Gallery:
    """All embedded frames of the catalogue. Its methods may be called from several threads."""

    def __init__(self, work: Workplace, judge: Judge, job: Job) -> None:
        """Reads the embeddings that the judge's backbone made: 100,000 in 3 s. Raise Cancelled."""
        self._work = work
        ids, rows = _described(work, judge, job)
        self._ids = ids
        self._rows = {int(frame_id): row for row, frame_id in enumerate(ids)}
        self._index = Index(rows)
        self._missing = matches.vanished(work.catalogue)
        # Without the similarity head a cosine says too little.
        self._alike = ALIKE if judge.descriptor is not None else 2.0

    def __len__(self) -> int:
        return len(self._ids)

    def resembling(self, picture: Picture, also: Collection[int] = ()) -> list[Resemblance]:
        """The frames most like a picture, and the frames `also` as far as they are embedded."""
        nearest = self._index.nearest(picture.descriptor, NEAREST) if len(self) else None
        rows = [] if nearest is None else nearest.rows.tolist()
        rows += [self._rows[i] for i in also if i in self._rows and self._rows[i] not in rows]
        ids = [int(self._ids[row]) for row in rows]
        agreeing = self._agreement(picture, ids)
        taken = camera_times(self._work.catalogue, ids) if picture.taken is not None else {}
        found = []
        for frame_id, row in zip(ids, rows, strict=True):
            lies = agreeing.get(frame_id, Agreement())
            cosine = float(self._index.rows[row] @ picture.descriptor)
            apart = _another_time(picture.taken, taken.get(frame_id))
            found.append(Resemblance(frame_id, cosine, lies, frame_id in self._missing, apart))
        return found

    def recognise(self, resembling: Sequence[Resemblance]) -> Recognised:
        """What the resemblances come to."""
        found = [f for f in resembling if f.likely or f.cosine >= self._alike]
        if any(f.weakest >= SURE and not f.missing for f in found):
            found = [f for f in found if not f.missing]
        found.sort(key=lambda f: (-f.weakest, -f.whole, -f.cosine, f.frame_id))
        sure = (
            bool(found)
            and found[0].one_exposure
            and all(f.weakest < found[0].weakest - CLEAR for f in found[1:])
        )
        return Recognised(tuple(found[:MOST_CANDIDATES]), sure)

    def _agreement(self, picture: Picture, ids: Sequence[int]) -> dict[int, Agreement]:
        """How well those frames lie on the picture that can be laid on it at all."""
        signatures = queries.signatures_of(self._work.catalogue, ids)
        promising = [
            frame_id
            for frame_id, signature in signatures.items()
            if may_agree(picture.signature, np.frombuffer(signature, dtype=np.uint8))
        ]
        found = {}
        for frame_id, file in matches.shown_files(self._work.catalogue, promising).items():
            pixels = self._pixels(file)
            if pixels is not None:
                found[frame_id] = agreement(picture.layers, layers(pixels))
        return found

    def _pixels(self, file: StoredFile) -> NDArray[np.uint8] | None:
        """The frame from its thumbnail, else from its file, where there is either."""
        cached = self._work.thumbnails.path(FrameFile(file.path, file.size, file.mtime_ns))
        for path in (cached, file.path):
            try:
                return load_photo(path, THUMBNAIL_SIDE).pixels
            except PhotoError:
                continue
        return None


def _another_time(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and abs((one - other).total_seconds()) > SAME_S


def descriptors(judge: Judge, embeddings: Embeddings) -> NDArray[np.float32]:
    """Unit vectors [N, d] that say how alike pictures are, each by itself."""
    if judge.descriptor is not None:
        return judge.describe(embeddings)
    rows = embeddings.astype(np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _described(work: Workplace, judge: Judge, job: Job) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    job.stage("Preparing the search", len(scores.frames_with_embedding(work.catalogue, judge.backbone.id)))
    ids: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    rows: list[NDArray[np.float32]] = []
    for some, embeddings in scores.embeddings_in_pieces(work.catalogue, judge.backbone.id, _PIECE):
        ids.append(some)
        rows.append(descriptors(judge, embeddings))
        job.advance(len(some))
    return np.concatenate(ids), np.concatenate(rows) if rows else np.zeros((0, 1), dtype=np.float32)
