"""The command line: finds the subcommand and runs it.

Exit status: 0 done; 1 done, but some files could not be read or some models are damaged; 2 the call itself
was wrong, or the catalogue cannot be used; 130 cancelled. Listings go to standard output, everything else
to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from aesthcull.arguments import command_parser, window_parser
from aesthcull.commands.clocks import clocks
from aesthcull.commands.common import CANCELLED, DONE, WRONG, Options, UsageError
from aesthcull.commands.deliver import deliver, deliveries
from aesthcull.commands.ingest import ingest
from aesthcull.commands.machine import demo, doctor, gui
from aesthcull.commands.marks import mark, undo
from aesthcull.commands.models import models
from aesthcull.commands.report import report
from aesthcull.commands.sales import sales
from aesthcull.commands.shoots import rank, scan, series, tags
from aesthcull.commands.similar import similar
from aesthcull.commands.study import study
from aesthcull.commands.train import train
from aesthcull.commands.upload import upload_csv
from aesthcull.commands.xmp import xmp
from aesthcull.job import Cancelled
from aesthcull.terminal import OutputError, say

COMMANDS: dict[str, Callable[[Options], int]] = {
    "scan": scan,
    "rank": rank,
    "series": series,
    "tags": tags,
    "similar": similar,
    "mark": mark,
    "undo": undo,
    "clocks": clocks,
    "deliver": deliver,
    "deliveries": deliveries,
    "ingest": ingest,
    "report": report,
    "upload-csv": upload_csv,
    "models": models,
    "sales": sales,
    "train": train,
    "study": study,
    "xmp": xmp,
    "doctor": doctor,
    "demo": demo,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status. Bad input ends in one line on standard error."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    words = [word for word in arguments if not word.startswith("-")]
    if not {"-h", "--help", "--version"} & set(arguments) and (not words or words[0] not in COMMANDS):
        options = window_parser(gui).parse_args(arguments)
    else:
        options = command_parser(COMMANDS).parse_args(arguments)
    try:
        return _run(options)
    except (Cancelled, KeyboardInterrupt):
        say("aesthcull: cancelled; what was finished is kept, the next scan or study goes on from there")
        return CANCELLED
    except BrokenPipeError:  # the reader, such as `head`, has gone
        sys.stdout = None  # so that the interpreter does not flush into it
        return DONE


def _run(options: Options) -> int:
    """Run the command; what is wrong with its input ends in one line."""
    from aesthcull.catalogue.store import CatalogueError
    from aesthcull.pipeline import FolderError, LabelError
    from aesthcull.trainer.problems import MissingTorch, TooLittle, TrainingFailed
    from aesthcull.vision.registry import ModelError

    expected = (CatalogueError, FolderError, LabelError, ModelError, UsageError)
    try:
        return int(options.run(options))
    except (*expected, MissingTorch, OutputError, TooLittle, TrainingFailed) as error:
        say(f"aesthcull: {error}")
        return WRONG


if __name__ == "__main__":
    sys.exit(main())
