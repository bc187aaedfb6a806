"""Arguments of the actions of `sales` on matches: which frame an asset shows."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

_STATES = ("open", "matched", "ambiguous", "dismissed")


def add_match_actions(
    actions: Any, common: argparse.ArgumentParser, listing: argparse.ArgumentParser
) -> None:
    """`sales match`, `matches`, `decide` and `uploads`; `actions` is what `add_subparsers` returned."""
    again = actions.add_parser("match", parents=[listing], help="match assets with frames by name, once more")
    again.add_argument(
        "--table", metavar="FILE", type=Path, help="your own table of asset numbers or titles and file names"
    )
    again.add_argument("--agency", metavar="NAME", help="the agency that the table is about (default: all)")
    shown = actions.add_parser("matches", parents=[listing], help="list the assets and the frames they show")
    shown.add_argument("--state", choices=_STATES, help="only these (open: no frame was found)")
    _add_decide(actions.add_parser("decide", parents=[common], help="say which frame an asset shows"))
    uploads = actions.add_parser(
        "uploads", parents=[listing], help="match by picture with a folder of the uploaded files"
    )
    uploads.add_argument("folder", metavar="FOLDER", type=Path)
    uploads.add_argument(
        "--agency", metavar="NAME", help="these files are on sale there, even if nothing was ever sold"
    )


def _add_decide(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("asset", metavar="ASSET", type=int, help="the first column of `sales matches`")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("frame", metavar="FRAME_FILE", type=Path, nargs="?", help="the frame that it shows")
    what.add_argument("--none", action="store_true", help="it shows no frame of the catalogue")
    what.add_argument("--reopen", action="store_true", help="take the decision back")
    parser.add_argument("--alike", action="store_true", help="for all agencies' assets of the same file name")
