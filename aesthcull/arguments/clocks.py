"""Arguments of `clocks`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def add_clocks(
    command: Callable[[str, argparse.ArgumentParser], argparse.ArgumentParser],
    listing: argparse.ArgumentParser,
) -> None:
    """`clocks FOLDER`: list the cameras' clocks, or put one right."""
    parser = command("clocks", listing)
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument(
        "--camera", metavar="NAME", help="the camera, as listed; an unambiguous part is enough"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--shift",
        metavar="TIME",
        help="adjust its clock by this in all: +1:03:20, or --shift=-0:00:05; 0 resets it",
    )
    what.add_argument(
        "--same",
        metavar="FILE",
        type=Path,
        nargs=2,
        help="two frames of the same moment: the second one's clock is adjusted to the first one's",
    )
