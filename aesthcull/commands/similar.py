"""The command that finds similar frames."""

from __future__ import annotations

from aesthcull.commands.common import DONE, Options, UsageError, file_path, formatted, workplace
from aesthcull.terminal import cancellable, quiet_native_libraries, say, write


def similar(options: Options) -> int:
    """List the frames of the whole catalogue that look most like a photograph."""
    from aesthcull.exchange import listing
    from aesthcull.photos.problems import PhotoError
    from aesthcull.pipeline.similar import find_similar

    file = file_path(options.file)
    with workplace(options, existing=True) as work, quiet_native_libraries():
        try:
            found = find_similar(work, file, options.top, options.by, cancellable())
        except PhotoError as error:
            raise UsageError(str(error)) from error
    for notice in found.notices:
        say(f"aesthcull: {notice}")
    pairs = list(zip(found.frames, found.distances, strict=True))
    if options.format == "json":
        frames = [{**listing.frame_json(frame), "distance": round(d, 4)} for frame, d in pairs]
        document = {"file": str(file), "by": found.by, "exact": found.exact, "frames": frames}
        write(listing.to_json({**document, "problems": []}))
    else:
        rows = [{"distance": round(d, 3), "file": str(frame.path)} for frame, d in pairs]
        write(formatted(rows, options.format))
    if not pairs:
        say("the catalogue holds no other scanned frame; scan a folder first")
    return DONE
