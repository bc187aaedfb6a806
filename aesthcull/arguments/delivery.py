"""Arguments of `deliver`, `deliveries` and `ingest`."""

from __future__ import annotations

import argparse
from pathlib import Path

from aesthcull.arguments.training import MakeCommand

_TEMPLATE_HELP = (
    "new names without suffix, folders with / (in place of the shoot's sub-folders): "
    "{date:%%Y}/{date:%%Y%%m%%d}_{sequence:04}_{name}; fields: name, date, time, sequence, camera, lens, "
    "rating, flag, label, title, folder, shoot"
)
LABELS = ("red", "yellow", "green", "blue", "purple")  # as in catalogue.records, which takes long to import


def add_delivery(command: MakeCommand, listing: argparse.ArgumentParser) -> None:
    """`aesthcull deliver`, `deliveries` and `ingest`."""
    _add_deliver(command("deliver", listing))
    command("deliveries", listing)
    _add_ingest(command("ingest", listing))


def _add_deliver(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", help="a scanned shoot")
    _add_frames(parser.add_argument_group("which frames (all that is said must hold)"))
    parser.add_argument("--to", metavar="DIR", type=Path, help="destination folder")
    kind = parser.add_mutually_exclusive_group()
    for name, what in (
        ("copy", "copy them (default)"),
        ("move", "move them; the catalogue follows"),
        ("hardlink", "link them: a second name, no second copy"),
    ):
        kind.add_argument(f"--{name}", dest="kind", action="store_const", const=name, help=what)
    parser.set_defaults(kind="copy")
    parser.add_argument("--flat", action="store_true", help="all in one folder, without sub-folders")
    _add_naming(parser, "{name}")
    rejects = parser.add_mutually_exclusive_group()
    rejects.add_argument("--rejects-to", metavar="DIR", type=Path, help="move the rejects there")
    rejects.add_argument(
        "--trash-rejects", action="store_true", help="put the rejects into the system's trash"
    )
    again = parser.add_mutually_exclusive_group()
    again.add_argument(
        "--resume", metavar="ID", type=int, help="resume a delivery; see `aesthcull deliveries`"
    )
    again.add_argument(
        "--undo", metavar="ID", type=int, help="undo a delivery: moved files return, copies are removed"
    )


def _add_frames(group: argparse._ArgumentGroup) -> None:
    flag = group.add_mutually_exclusive_group()
    flag.add_argument("--picks", dest="flag", action="store_const", const="pick", help="the picks")
    flag.add_argument("--rejects", dest="flag", action="store_const", const="reject", help="the rejects")
    group.add_argument("--stars", type=int, choices=range(1, 6), metavar="1–5", help="at least this many")
    group.add_argument("--label", choices=LABELS, action="append", help="may be repeated: any of them")
    group.add_argument("--keyword", metavar="K", action="append", help="may be repeated: all of them")
    group.add_argument("--suggested", action="store_true", help="the suggested frame of each series")
    group.add_argument("--filter", metavar="NAME", help="the frames of a saved filter of the window")
    group.add_argument("--all", action="store_true", help="every frame")


def _add_naming(parser: argparse.ArgumentParser, template: str) -> None:
    escaped = template.replace("%", "%%")
    parser.add_argument(
        "--template", default=template, metavar="NAME", help=f"{_TEMPLATE_HELP} (default: {escaped})"
    )
    parser.add_argument("--backup", metavar="DIR", type=Path, help="a second copy, written at the same time")
    parser.add_argument(
        "--collisions",
        choices=("skip", "number", "refuse"),
        default="skip",
        help="if a name exists: skip identical files and number the others (default), number all, or skip "
        "the frame; nothing is ever overwritten",
    )
    parser.add_argument("--first", type=_number, default=1, metavar="N", help="first sequence number")
    parser.add_argument("--dry-run", action="store_true", help="show what would be done; change nothing")


def _add_ingest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "card",
        metavar="CARD",
        type=Path,
        nargs="?",
        help="the card's folder (default: the card that is inserted)",
    )
    parser.add_argument("--to", metavar="DIR", type=Path, required=True, help="destination folder")
    _add_naming(parser, "{date:%Y}/{date:%Y-%m-%d}/{name}")
    parser.add_argument("--open", action="store_true", help="then open the ingested shoot in the window")


def _number(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return number
