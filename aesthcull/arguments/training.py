"""Arguments of `train`, and those that say where labelled frames come from (also `study`)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

MakeCommand = Callable[[str, argparse.ArgumentParser], argparse.ArgumentParser]


def add_train(command: MakeCommand, listing: argparse.ArgumentParser) -> None:
    """`aesthcull train`."""
    parser = command("train", listing)
    add_source_options(parser)
    parser.add_argument(
        "--again",
        action="store_true",
        help="retrain: the settings of your newest model, of --name, or of the version that --name "
        "NAME@VERSION names, on what is known today; shows what changed. Only --repeats, --folds, --adopt "
        "and --anyway go with it",
    )
    parser.add_argument(
        "--network",
        choices=("head", "fine-tune", "p1"),
        help="a head on the stored embeddings (default, seconds); the backbone fine-tuned, or p1: a small "
        "network from nothing, as in the paper P1 on one author's 400 stock photographs (minutes, need the "
        "[train] extra)",
    )
    parser.add_argument("--name", help="the score's name (default: sells; with --from-votes: liked)")
    parser.add_argument("--repeats", type=positive, help="of the evaluation (default: 10; networks: 1)")
    parser.add_argument("--folds", type=_at_least_two, help="of the evaluation (default: 5; networks: 3)")
    parser.add_argument("--epochs", type=positive, help="of the network p1 (default: 75, as in the paper)")
    parser.add_argument("--adopt", action="store_true", help="use the model at once, unless it is worse")
    parser.add_argument("--anyway", action="store_true", help="with --adopt: even if it is worse")


def add_source_options(parser: argparse.ArgumentParser) -> None:
    """Where the frames and their truth come from, and what counts as good."""
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--from-sales", action="store_true", help="the frames on sale (default)")
    source.add_argument(
        "--from-folders", type=Path, nargs=2, metavar=("GOOD", "POOR"), help="two folders, as in the paper P1"
    )
    source.add_argument(
        "--from-votes", type=Path, metavar="CSV", help="file and v1…vK (counts) or mean; perhaps group"
    )
    parser.add_argument(
        "--scale", type=float, nargs=2, metavar=("LOW", "HIGH"), help="of the CSV's mean (default: 1 10)"
    )
    good = parser.add_mutually_exclusive_group()
    good.add_argument(
        "--more-than",
        type=float,
        metavar="N",
        help="good is more than N sales (the paper P1: 200), or votes; without it the N that balances the "
        "classes",
    )
    good.add_argument(
        "--share",
        type=_share,
        metavar="S",
        help="good is the top share, poor the bottom one (the paper P4 on Flickr's popularity: 0.2)",
    )
    parser.add_argument(
        "--by",
        choices=("sales", "popularity", "earnings"),
        help="what of the sales counts (default: sales); popularity is log2((sales + 1) / (days online + 1))",
    )
    parser.add_argument("--currency", metavar="EUR", help="of --by earnings (default: the most frequent)")


def positive(text: str) -> int:
    """A whole number from 1."""
    return _whole(text, 1)


def _at_least_two(text: str) -> int:
    return _whole(text, 2)


def _whole(text: str, least: int) -> int:
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if number < least:
        raise argparse.ArgumentTypeError(f"{text!r}: a whole number from {least} is meant")
    return number


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0 < share <= 0.5:
        raise argparse.ArgumentTypeError(f"{text!r}: more than 0 and at most 0.5 is meant")
    return share
