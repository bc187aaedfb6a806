"""Arguments of `upload-csv`."""

from __future__ import annotations

import argparse
from pathlib import Path

from aesthcull.arguments.training import MakeCommand

# As in exchange.upload.agencies, which is not imported for `--help`; a test compares them.
AGENCIES = ("adobe", "shutterstock", "pond5", "dreamstime", "123rf", "freepik", "vecteezy")


def add_upload(command: MakeCommand, listing: argparse.ArgumentParser) -> None:
    """`aesthcull upload-csv`."""
    parser = command("upload-csv", listing)
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("--agency", choices=AGENCIES, required=True)
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the .csv to write; an existing one is replaced"
    )
    frames = parser.add_mutually_exclusive_group()
    frames.add_argument(
        "--picks",
        action="store_true",
        help="the picks only (default: the picks or, where nothing is picked, the suggested frame of each "
        "series and the frames in no series)",
    )
    frames.add_argument("--filter", metavar="NAME", help="the frames of a saved filter of the window")
    parser.add_argument(
        "--keywords", type=_count, metavar="N", help="at most N (default: the agency's limit)"
    )
    parser.add_argument(
        "--min-confidence",
        type=_share,
        default=0.0,
        metavar="X",
        help="leave out suggested keywords with less confidence than this (0–1)",
    )
    parser.add_argument(
        "--category", action="append", metavar="NAME", help="category of frames without one; may be repeated"
    )
    parser.add_argument(
        "--suggest-categories",
        action="store_true",
        help="suggest a category by keywords, for frames without one; goes before --category",
    )
    parser.add_argument("--editorial", action="store_true", help="for editorial use only")
    parser.add_argument(
        "--propose-titles",
        action="store_true",
        help="make missing titles from keywords; edit them before you upload",
    )
    parser.add_argument("--dry-run", action="store_true", help="check only; write nothing")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _share(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError("must be between 0 and 1")
    return number
