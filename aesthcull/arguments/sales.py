"""Arguments of `sales`: its actions on reports; those on matches stand in `matches`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from aesthcull.arguments.matches import add_match_actions

MakeCommand = Callable[[str, argparse.ArgumentParser], argparse.ArgumentParser]


def add_sales(
    command: MakeCommand, common: argparse.ArgumentParser, listing: argparse.ArgumentParser
) -> None:
    """`aesthcull sales ACTION …`. The options of all commands follow the action, not `sales`."""
    parser = command("sales", argparse.ArgumentParser(add_help=False))
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_import(actions.add_parser("import", parents=[listing], help="import an agency's sales report"))
    actions.add_parser("reports", parents=[listing], help="list the reports that were imported")
    removing = actions.add_parser("remove", parents=[common], help="take a report back, with its sales")
    removing.add_argument("report", metavar="REPORT", type=int, help="its number; see `sales reports`")
    actions.add_parser("summary", parents=[listing], help="assets, sales and earnings in numbers")
    add_match_actions(actions, common, listing)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="CSV", type=Path, help="a report as the agency gives it, or any table"
    )
    parser.add_argument("--agency", metavar="NAME", help="where the report does not tell it")
    parser.add_argument(
        "--columns",
        metavar="MAPPING",
        help="what the columns of another table say: file_name=Filename,count=Downloads,… with file_name, "
        "number, title, sold_at, uploaded_on, count, amount, currency, licence; a number is a column's place",
    )
    parser.add_argument(
        "--rows",
        choices=("sale", "total", "asset"),
        help="what a row is: a sale, an asset with its downloads since the upload, or an asset on sale",
    )
    parser.add_argument(
        "--dates", choices=("dmy", "mdy", "ymd"), help="the order of numeric dates, where they do not tell it"
    )
    parser.add_argument(
        "--decimal", choices=("point", "comma"), help="the decimal mark, where the amounts do not tell it"
    )
    parser.add_argument("--currency", metavar="CODE", help="of amounts that do not tell it: USD, EUR …")
    parser.add_argument("--refused", metavar="CSV", type=Path, help="save the rows that could not be used")
