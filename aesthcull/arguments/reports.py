"""Arguments of `report`."""

from __future__ import annotations

import argparse
from pathlib import Path

from aesthcull.arguments.training import MakeCommand

PAPERS = ("A4", "Letter")


def add_report(command: MakeCommand, common: argparse.ArgumentParser) -> None:
    """`aesthcull report`."""
    parser = command("report", common)
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument(
        "--kind",
        choices=("sheet", "proof", "csv"),
        default="sheet",
        help="contact sheet (default), proof sheet for a browser, or the ranking with all that is known",
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="a sheet is a .pdf or .png; replaced if there",
    )
    parser.add_argument("--picks", action="store_true", help="the picks only (default: all frames)")
    parser.add_argument("--by", default="aesthetic", metavar="SCORE", help="best first by this (aesthetic)")
    parser.add_argument("--title", metavar="TEXT", help="default: the folder's name")
    parser.add_argument("--paper", choices=PAPERS, default="A4", help="of a PDF (default: A4)")
