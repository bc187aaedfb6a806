"""Rows that this machine has no memory for: the system would end the program without a word."""

from __future__ import annotations

import os

import torch

from aesthcull.trainer.problems import TooLittle
from aesthcull.trainer.studies.variations import Study, Treatment

# For each pixel of the size with P1's mini-batch of 30; measured at 100×150. 400×600 needs 10 GB.
TRAINING_BYTES = 41_000
PROGRAM_BYTES = 400_000_000
MOST = 0.9  # of the machine's memory


def that_fit(study: Study) -> tuple[Study, tuple[str, ...]]:
    """The study without the rows that are too large, and a remark on each. Raise TooLittle without any."""
    limit = _memory()
    if limit is None:
        return study, ()
    fit = tuple(row for row in study.rows if needed(row.treatment) <= MOST * limit)
    left = [row for row in study.rows if row not in fit]
    remarks = tuple(
        f"{row.name} left out: it takes {needed(row.treatment) / 1e9:.0f} GB of memory, and this machine has "
        f"{limit / 1e9:.0f}"
        for row in left
    )
    if not fit:
        raise TooLittle(f"{study.name}: {remarks[0]}")
    if not left:
        return study, ()
    return study.having(fit), remarks


def needed(treatment: Treatment) -> float:
    """Bytes that training at this size takes, about."""
    return PROGRAM_BYTES + TRAINING_BYTES * treatment.size[0] * treatment.size[1]


def _memory() -> float | None:
    """Bytes of the machine, or of its GPU where that trains; None where it cannot be told (Windows)."""
    if torch.cuda.is_available():
        return float(torch.cuda.get_device_properties(0).total_memory)
    try:
        return float(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    except (AttributeError, ValueError, OSError):
        return None
