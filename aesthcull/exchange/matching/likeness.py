"""How alike the pictures are among which a name leaves the choice: it tells the user which are copies of one
file. Nothing is decided by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from aesthcull.catalogue import queries
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.matches import NewMatch
from aesthcull.catalogue.records import Candidate
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job
from aesthcull.series.align import detail, match

# Alignments in one run, a millisecond each: a user who is asked about more does not miss the figure.
_MOST_ALIGNED = 10_000


def compared(catalogue: Catalogue, found: Sequence[NewMatch], job: Job) -> list[NewMatch]:
    """The matches, each candidate among several with its likeness to the nearest other one: the correlation
    of the pictures laid on each other, 1 for copies of one file. Raises Cancelled."""
    asked = [match for match in found if len(match.candidates) > 1]
    settled = [match for match in found if len(match.candidates) <= 1]
    if asked:
        job.stage("Comparing frames of one name", len(asked))
    left = _MOST_ALIGNED
    for some in chunks(asked):
        signatures = queries.signatures_of(catalogue, [c.frame_id for m in some for c in m.candidates])
        for one in some:
            candidates, aligned = _likened(one.candidates, signatures, left)
            settled.append(replace(one, candidates=candidates))
            left -= aligned
            job.advance()
    return settled


def _likened(
    candidates: Sequence[Candidate], signatures: Mapping[int, bytes], most: int
) -> tuple[tuple[Candidate, ...], int]:
    """The candidates with their likeness, and how many alignments that took."""
    likeness: dict[int, float] = {}
    aligned = 0
    for one, other in combinations([c.frame_id for c in candidates if c.frame_id in signatures], 2):
        same = signatures[one] == signatures[other]
        if not same and aligned >= most:
            continue
        aligned += not same
        found = 1.0 if same else _correlation(signatures[one], signatures[other])
        likeness[one] = max(found, likeness.get(one, -1.0))
        likeness[other] = max(found, likeness.get(other, -1.0))
    known = tuple(
        c if c.how == "picture" else replace(c, similarity=likeness.get(c.frame_id)) for c in candidates
    )
    return known, aligned


def _correlation(first: bytes, second: bytes) -> float:
    one, other = (detail(np.frombuffer(signature, dtype=np.uint8)) for signature in (first, second))
    return min(1.0, match(one, other))
