"""The command `clocks`: what the cameras' clocks say, and putting them right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from aesthcull.commands.common import DONE, Options, UsageError, file_path, formatted, workplace
from aesthcull.terminal import cancellable, say, write

if TYPE_CHECKING:
    from aesthcull.catalogue.camera_clocks import CameraClock, ShootTimes
    from aesthcull.catalogue.records import Shoot
    from aesthcull.pipeline import Workplace
    from aesthcull.pipeline.clock_proposals import Proposal


def clocks(options: Options) -> int:
    """List the clocks of a shoot's cameras, or put one right."""
    from aesthcull.catalogue import queries
    from aesthcull.catalogue.camera_clocks import ClockError, clocks_of, read_times
    from aesthcull.pipeline import shoot_folder

    if options.same and options.camera:
        raise UsageError("--same names the camera by its frame: leave --camera out")
    if options.camera and options.shift is None:
        raise UsageError("say by how much: --shift")
    with workplace(options, existing=True) as work:
        shoot = queries.find_shoot(work.catalogue, shoot_folder(options.folder))
        if shoot is None:
            raise UsageError(f"{options.folder}: not scanned yet; run: aesthcull scan {options.folder}")
        times = read_times(work.catalogue, shoot, cancellable())
        found = clocks_of(times)
        if options.shift is None and not options.same:
            return _list(work, shoot, times, found, options.format)
        try:
            return _put_right(work, shoot, times, found, options)
        except ClockError as error:
            raise UsageError(str(error)) from error


def _put_right(
    work: Workplace, shoot: Shoot, times: ShootTimes, found: Sequence[CameraClock], options: Options
) -> int:
    from aesthcull.catalogue.camera_clocks import clock_at, same_moment, set_shift, shift_of, shift_text
    from aesthcull.pipeline.grouping import regroup

    if options.same:
        kept, moved = _rows(work, times, options)
        chosen, shift = [clock_at(found, moved)], same_moment(times, kept, moved)
        if kept in chosen[0].rows:
            raise UsageError("both frames are of one camera: its clock cannot differ from itself")
    else:
        chosen, shift = _named(found, options.camera), shift_of(options.shift)
    ids = [int(times.ids[row]) for clock in chosen for row in clock.rows]
    name = chosen[0].name if len(chosen) == 1 else chosen[0].camera
    what = f"clock of {name or 'frames without a camera'}: {shift_text(shift)}"
    step = set_shift(work.catalogue, ids, shift, what)
    if step is None:
        say("nothing to change")
        return DONE
    regroup(work.catalogue, work.registry, shoot, cancellable())
    say(f"{what} ({len(step.frame_ids):,} frames): done; to undo: aesthcull undo {options.folder}")
    return DONE


def _rows(work: Workplace, times: ShootTimes, options: Options) -> tuple[int, int]:
    from aesthcull.catalogue import queries

    paths = [file_path(file) for file in options.same]
    known = queries.frame_ids(work.catalogue, paths)
    rows = {frame_id: row for row, frame_id in enumerate(times.ids.tolist())}
    for path in paths:
        if known.get(path) not in rows:
            raise UsageError(f"{path}: no frame of {options.folder}")
    return rows[known[paths[0]]], rows[known[paths[1]]]


def _named(found: Sequence[CameraClock], wanted: str | None) -> list[CameraClock]:
    """The clocks of the camera that is meant: all bodies where only its name is told."""
    if wanted is None:
        if len({clock.camera for clock in found}) == 1:
            return list(found)
        raise UsageError(f"say which: --camera; there are: {_names(found)}")
    text = wanted.casefold()
    for matches in (
        [clock for clock in found if clock.name.casefold() == text],
        [clock for clock in found if (clock.camera or "").casefold() == text],
        [clock for clock in found if text and text in clock.name.casefold()],
    ):
        if matches and len({clock.camera for clock in matches}) == 1:
            return matches
        if matches:
            raise UsageError(f"{wanted!r} may be each of: {_names(matches)}")
    raise UsageError(f"no camera {wanted!r}; there are: {_names(found)}")


def _names(found: Sequence[CameraClock]) -> str:
    return ", ".join(clock.name or "(no camera told)" for clock in found)


def _list(work: Workplace, shoot: Shoot, times: ShootTimes, found: Sequence[CameraClock], form: str) -> int:
    from aesthcull.exchange import listing
    from aesthcull.pipeline.clock_proposals import propose
    from aesthcull.vision.registry import ModelError

    try:
        proposals = propose(work, shoot, times, found, cancellable())
    except ModelError as error:
        say(f"aesthcull: no suggestion: {error}")
        proposals = []
    of_clock = {id(proposal.clock): proposal for proposal in proposals}
    entries = [(clock, of_clock.get(id(clock))) for clock in found]
    if form == "json":
        write(listing.to_json({"clocks": [_json(times, *entry) for entry in entries], "problems": []}))
        return DONE
    write(formatted([_line(*entry) for entry in entries], form))
    for proposal in proposals:
        say(_evidence(times, proposal))
    return DONE


def _line(clock: CameraClock, proposal: Proposal | None) -> dict[str, Any]:
    from aesthcull.catalogue.camera_clocks import offset_text, shift_text

    return {
        "camera": clock.name or "(not told)",
        "frames": len(clock.rows),
        "with time": clock.timed,
        "first": clock.first.isoformat(" ", "seconds") if clock.first else "",
        "last": clock.last.isoformat(" ", "seconds") if clock.last else "",
        "zones": " ".join(offset_text(minutes) for minutes, _ in clock.offsets),
        "adjusted by": ", ".join(shift_text(seconds) for seconds, _ in clock.shifts),
        "suggested": shift_text(proposal.shift) if proposal else "",
    }


def _json(times: ShootTimes, clock: CameraClock, proposal: Proposal | None) -> dict[str, Any]:
    return {
        "camera": clock.camera,
        "beginning": clock.beginning,
        "frames": len(clock.rows),
        "timed": clock.timed,
        "first": clock.first.isoformat() if clock.first else None,
        "last": clock.last.isoformat() if clock.last else None,
        "utc_offsets": [{"minutes": minutes, "frames": frames} for minutes, frames in clock.offsets],
        "shifts": [{"seconds": seconds, "frames": frames} for seconds, frames in clock.shifts],
        "proposal": _proposal_json(times, proposal) if proposal else None,
    }


def _proposal_json(times: ShootTimes, proposal: Proposal) -> dict[str, Any]:
    return {
        "seconds": proposal.shift,
        "by": proposal.by,
        "spread": proposal.spread,
        "reference": proposal.reference.name,
        "moments": proposal.moments,
        "of": proposal.of,
        "pairs": [[times.names[row] for row in pair] for pair in proposal.pairs],
    }


def _evidence(times: ShootTimes, proposal: Proposal) -> str:
    from aesthcull.catalogue.camera_clocks import shift_text

    clock, other, pair = proposal.clock.name, proposal.reference.name, proposal.pairs[0]
    shift = shift_text(proposal.shift).replace("−", "-")
    return (
        f"{clock}: {proposal.moments} of {proposal.of} similar moments put its clock "
        f"{shift_text(-proposal.by)} from {other} (± {proposal.spread} s), for example "
        f"{times.names[pair[1]]} and {times.names[pair[0]]}; to adjust it: "
        f"--camera '{clock}' --shift={shift}"
    )
