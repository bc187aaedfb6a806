"""What the clocks dialog says of cameras, and of what the pictures propose."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from aesthcull.catalogue.camera_clocks import CameraClock, ShootTimes, offset_text, shift_text
from aesthcull.pipeline.clock_proposals import Proposal

translate = QCoreApplication.translate  # by this name lupdate finds the texts


def name(clock: CameraClock) -> str:
    """The camera's name."""
    return clock.name or translate("Clocks", "unknown camera")


def cells(clock: CameraClock, proposal: Proposal | None) -> list[str]:
    """A camera's line in the table."""
    return [
        name(clock),
        f"{len(clock.rows):,}",
        f"{clock.first:%Y-%m-%d %H:%M:%S}" if clock.first else "–",
        f"{clock.last:%Y-%m-%d %H:%M:%S}" if clock.last else "–",
        "  ".join(offset_text(minutes) for minutes, _ in clock.offsets),
        _shifts(clock),
        shift_text(proposal.shift) if proposal else "–",
    ]


def _shifts(clock: CameraClock) -> str:
    if len(clock.shifts) == 1:
        seconds = clock.shifts[0][0]
        return shift_text(seconds) if seconds else "–"
    return ", ".join(f"{shift_text(seconds)} ({frames:,})" for seconds, frames in clock.shifts)


def evidence(times: ShootTimes, proposal: Proposal) -> str:
    """What a proposal rests on."""
    told = translate(
        "Clocks",
        "{0} of {1} similar moments put this clock {2} from that of {3} (± {4} s), for example {5} and {6}.",
    )
    pair = [times.names[row] for row in reversed(proposal.pairs[0])]
    apart, other = shift_text(-proposal.by), name(proposal.reference)
    return told.format(proposal.moments, proposal.of, apart, other, proposal.spread, *pair)


def zones(clocks: list[CameraClock]) -> str:
    """How the zones that cameras tell are understood; empty where none is told."""
    told = {minutes for clock in clocks for minutes, _ in clock.offsets}
    known = told - {None}
    if len(known) < 2:
        return ""
    if None in told:
        return translate(
            "Clocks",
            "The frames have different time zones and are sorted by UTC; a frame without one is "
            "taken to be in that of the nearest frame that has one.",
        )
    return translate("Clocks", "The frames have different time zones and are sorted by UTC.")
