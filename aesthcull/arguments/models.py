"""Arguments of `models`."""

from __future__ import annotations

import argparse
from pathlib import Path

from aesthcull.arguments.training import MakeCommand


def add_models(command: MakeCommand, listing: argparse.ArgumentParser) -> None:
    """`aesthcull models`."""
    parser = command("models", listing)
    parser.add_argument("action", choices=("list", "show", "use", "verify", "evaluate", "remove"))
    parser.add_argument("name", nargs="?", metavar="NAME", help="a model's name, or name@version")
    using = parser.add_argument_group("use")
    using.add_argument(
        "--later",
        action="store_true",
        help="only note the choice; each shoot is judged anew by its next scan, not all at once",
    )
    using.add_argument("--anyway", action="store_true", help="even if it is worse than the one in use")
    evaluating = parser.add_argument_group("evaluate")
    evaluating.add_argument("--votes", type=Path, metavar="CSV", help="with file and v1…vK (counts) or mean")
    evaluating.add_argument("--folders", type=Path, nargs=2, metavar=("GOOD", "POOR"), help="two folders")
    evaluating.add_argument(
        "--scale", type=float, nargs=2, metavar=("LOW", "HIGH"), help="of the CSV's mean (default: 1 10)"
    )
