"""Arguments of `study`."""

from __future__ import annotations

import argparse
from pathlib import Path

from aesthcull.arguments.training import MakeCommand, add_source_options, positive

# The keys of trainer.studies.variations.STUDIES, which takes longer to import; a test holds them together.
STUDIES = ("ratio", "colour", "saturation", "brightness", "hue", "jpeg", "size")


def add_study(command: MakeCommand, listing: argparse.ArgumentParser) -> None:
    """`aesthcull study`."""
    parser = command("study", listing)
    parser.add_argument("study", choices=STUDIES, metavar="|".join(STUDIES))
    add_source_options(parser)
    parser.add_argument(
        "--repeats", type=positive, default=10, metavar="N", help="of every row (default: 10)"
    )
    parser.add_argument(
        "--epochs",
        type=positive,
        default=75,
        metavar="N",
        help="fewer for a quick look (default: 75, as in the paper P1)",
    )
    parser.add_argument(
        "--rows", nargs="+", default=[], metavar="ROW", help="these rows only, such as 100x150 (default: all)"
    )
    parser.add_argument(
        "--frames",
        type=positive,
        default=1000,
        metavar="N",
        help="at most so many photographs, chosen at random (default: 1000)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="where the results lie (default: the user data); a study that was stopped goes on there",
    )
