"""The command line's arguments: what each subcommand takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from aesthcull import __version__
from aesthcull.arguments.clocks import add_clocks
from aesthcull.arguments.delivery import add_delivery
from aesthcull.arguments.models import add_models
from aesthcull.arguments.reports import add_report
from aesthcull.arguments.sales import add_sales
from aesthcull.arguments.studies import add_study
from aesthcull.arguments.training import add_train
from aesthcull.arguments.upload import add_upload
from aesthcull.arguments.xmp import add_xmp

Command = Callable[[argparse.Namespace], int]


def command_parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """The parser of `aesthcull COMMAND …`; `commands` maps names to the functions that run them."""
    common = _common_options()
    listing = argparse.ArgumentParser(add_help=False, parents=[common])
    listing.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser = argparse.ArgumentParser(
        prog="aesthcull",
        description="Cull a shoot and rank stock frames, on this machine. "
        "`aesthcull [FOLDER]` opens the window; the commands below work without one.",
    )
    parser.add_argument("--version", action="version", version=f"aesthcull {__version__}")
    sub = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, parent: argparse.ArgumentParser) -> argparse.ArgumentParser:
        function = commands[name]
        made = sub.add_parser(name, parents=[parent], help=(function.__doc__ or "").strip())
        made.set_defaults(run=function)
        return made

    for name in ("scan", "rank", "series", "tags"):
        command(name, listing).add_argument("folder", metavar="FOLDER", type=Path)
    sub.choices["scan"].add_argument(
        "--sidecars",
        choices=("newer", "ask", "off"),
        default="newer",
        help="where a frame was changed here and in its XMP, what was changed last counts (default), "
        "or it is listed by `xmp read`; off: no XMP is read",
    )
    sub.choices["scan"].add_argument(
        "--sidecars-only", action="store_true", help="not the XMP inside the pictures themselves"
    )
    ranking = sub.choices["rank"]
    ranking.add_argument(
        "--by", default="aesthetic", metavar="SCORE", help="aesthetic (default), sharpness …"
    )
    ranking.add_argument("--top", type=_count, metavar="N", help="the best N only")
    alike = command("similar", listing)
    alike.add_argument("file", metavar="FILE", type=Path)
    alike.add_argument("--top", type=_count, default=10, metavar="N", help="how many (default: 10)")
    alike.add_argument(
        "--by",
        choices=("heads", "backbone"),
        default="heads",
        help="by the features of the heads (garment, colour …; default) or of the backbone",
    )
    marking = command("mark", common)
    marking.add_argument("files", metavar="FILE", type=Path, nargs="+")
    flag = marking.add_mutually_exclusive_group()
    flag.add_argument("--pick", dest="flag", action="store_const", const="pick")
    flag.add_argument("--reject", dest="flag", action="store_const", const="reject")
    flag.add_argument("--unflag", dest="flag", action="store_const", const="none")
    marking.add_argument("--stars", type=int, choices=range(6), metavar="0–5")
    marking.add_argument("--label", choices=("red", "yellow", "green", "blue", "purple", "none"))
    marking.add_argument("--title", metavar="TEXT", help="as agencies get it; empty for none")
    marking.add_argument("--description", metavar="TEXT", help="the same")
    marking.add_argument("--keyword", action="append", metavar="K", help="give it, or accept a model's")
    marking.add_argument(
        "--no-keyword", action="append", metavar="K", help="remove it; no model brings it back"
    )
    command("undo", common).add_argument("folder", metavar="FOLDER", type=Path)
    add_clocks(command, listing)
    add_delivery(command, listing)
    add_report(command, common)
    add_upload(command, listing)
    add_models(command, listing)
    add_sales(command, common, listing)
    add_xmp(command, common, listing)
    add_train(command, listing)
    add_study(command, listing)
    command("doctor", listing)
    demonstration = command("demo", common)
    demonstration.add_argument("--out", type=Path, metavar="DIR", help="where the contact sheet goes")
    demonstration.add_argument("--no-gui", action="store_true", help="do not open the window afterwards")
    return parser


def window_parser(gui: Command) -> argparse.ArgumentParser:
    """The parser of `aesthcull [FOLDER]`."""
    parser = argparse.ArgumentParser(prog="aesthcull", parents=[_common_options()])
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?")
    parser.set_defaults(run=gui)
    return parser


def _common_options() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--catalogue", metavar="PATH", help="catalogue file or SQLAlchemy URL (default: in the user data)"
    )
    return common


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
