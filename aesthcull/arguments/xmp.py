"""Arguments of `xmp read` and `xmp write`."""

from __future__ import annotations

import argparse
from pathlib import Path

from aesthcull.arguments.training import MakeCommand

PROFILES = ("common", "lightroom", "darktable", "digikam")


def add_xmp(command: MakeCommand, common: argparse.ArgumentParser, listing: argparse.ArgumentParser) -> None:
    """`aesthcull xmp read|write FOLDER`."""
    sub = command("xmp", common).add_subparsers(dest="action", metavar="ACTION", required=True)
    read = sub.add_parser(
        "read", parents=[listing], help="take over what other programs wrote into sidecars and pictures"
    )
    write = sub.add_parser("write", parents=[listing], help="write flags, stars, labels, keywords and titles")
    for parser in (read, write):
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        _add_differing(parser)
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be done")
    read.add_argument(
        "--sidecars-only", action="store_true", help="not the XMP inside the pictures themselves"
    )
    write.add_argument(
        "--profile", choices=PROFILES, default="common", help="for which program (default: for all)"
    )
    write.add_argument(
        "--naming",
        choices=("short", "long"),
        default="short",
        help="IMG_1.xmp as Adobe's programs (default), or IMG_1.CR2.xmp as darktable and digiKam",
    )
    write.add_argument(
        "--reject",
        choices=("both", "rating", "pick"),
        help="as xmp:Rating -1, as xmpDM:pick -1, or both (default: as the profile's program reads it)",
    )
    write.add_argument(
        "--everywhere", action="store_true", help="also on memory cards and over read-only files"
    )
    write.add_argument(
        "--into-files",
        action="store_true",
        help="into JPEG, TIFF, DNG, HEIC and AVIF files themselves, too; this changes your originals, though "
        "not their pixels",
    )


def _add_differing(parser: argparse.ArgumentParser) -> None:
    """Who is right where both sides were changed."""
    who = parser.add_mutually_exclusive_group()
    for name, value, text in (
        (
            "--newer",
            "newer",
            "where a frame was changed here and there, what was changed last counts (default)",
        ),
        ("--ask", "ask", "such frames are left as they are, and listed"),
        ("--mine", "catalogue", "the catalogue is right about such frames"),
        ("--theirs", "sidecar", "the sidecar is right about such frames"),
    ):
        who.add_argument(name, dest="differing", action="store_const", const=value, help=text)
    parser.set_defaults(differing="newer")
