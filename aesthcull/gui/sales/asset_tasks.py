"""What the matches dialog has done in the background: each a plain function of the catalogue and a job."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from aesthcull.catalogue import asset_search, matches, queries
from aesthcull.catalogue.asset_search import Wanted
from aesthcull.catalogue.records import Asset, AssetState
from aesthcull.catalogue.sales import assets_by_id
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange import listing
from aesthcull.exchange.matching import MatchReport
from aesthcull.exchange.matching.listing import Files, asset_json, asset_row, files_of
from aesthcull.gui.sales.candidates_list import MOST, Choice, Choices, read_picture
from aesthcull.job import Job
from aesthcull.pipeline.uploads import UploadReport
from aesthcull.writing import replacing

translate = QCoreApplication.translate  # by this name lupdate finds the texts

Counts = Counter[AssetState]
_PIECE = 1000  # assets


@dataclass(frozen=True)
class Listed:
    """The assets that were asked for, and how many there are in each state."""

    ids: list[int]
    counts: Counts


@dataclass(frozen=True)
class Detail:
    """What can be chosen for an asset. `alike` are other assets of its file name that wait for a frame;
    `more`: not all frames that were searched for are shown."""

    asset_id: int
    choices: Choices
    alike: tuple[int, ...] = ()
    more: bool = False


def search(catalogue: Catalogue, wanted: Wanted) -> Listed:
    """The assets that pass the filter."""
    return Listed(asset_search.find_assets(catalogue, wanted), counts(catalogue))


def counts(catalogue: Catalogue) -> Counts:
    """How many assets there are in each state."""
    found: Counts = Counter()
    for (state, _), count in matches.tally(catalogue).items():
        found[state] += count
    return found


def choices_of(catalogue: Catalogue, asset: Asset, text: str) -> Detail:
    """The asset's frames and candidates; with a text, the frames with it in their name instead."""
    candidates = {candidate.frame_id: candidate for candidate in asset.candidates}
    ids, more = list(candidates), len(candidates) > MOST
    if asset.frame_id is not None:
        ids = [asset.frame_id, *(i for i in ids if i != asset.frame_id)]
    if text:
        ids, more = asset_search.find_frames(catalogue, text, MOST)
    frames = queries.frames_by_id(catalogue, ids[:MOST])
    choices = Choices(
        tuple(Choice(frame, candidates.get(frame.id)) for frame in frames),
        read_picture(asset.picture) if asset.picture is not None else None,
        asset.picture is not None,
        asset.frame_id,
    )
    alike = asset_search.of_the_same_file(catalogue, asset.id) if asset.file_name else []
    return Detail(asset.id, choices, tuple(alike), more)


def export(catalogue: Catalogue, ids: Sequence[int], out: Path, job: Job) -> str:
    """Write assets as JSON, or as CSV by the file's name; whole or not at all. Raises OSError, Cancelled."""
    job.stage(f"Writing {out.name}", len(ids))
    pieces = _as_json if out.suffix.lower() == ".json" else _as_csv
    with replacing(out) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces(_read(catalogue, ids, job)))
    return translate("AssetTasks", "{0} assets written to {1}").format(f"{len(ids):,}", out)


def _read(catalogue: Catalogue, ids: Sequence[int], job: Job) -> Iterator[tuple[list[Asset], Files]]:
    """Some at a time, and so written: a long text made at once would keep the window waiting."""
    for start in range(0, len(ids), _PIECE):
        assets = assets_by_id(catalogue, ids[start : start + _PIECE])
        yield assets, files_of(catalogue, assets)
        job.advance(len(assets))


def _as_json(pieces: Iterable[tuple[list[Asset], Files]]) -> Iterator[str]:
    yield '{"assets": ['
    between = "\n"
    for assets, files in pieces:
        for asset in assets:
            yield between + json.dumps(asset_json(asset, files))
            between = ",\n"
    yield '\n], "problems": []}\n'


def _as_csv(pieces: Iterable[tuple[list[Asset], Files]]) -> Iterator[str]:
    header = True
    for assets, files in pieces:
        text = listing.to_csv([asset_row(asset, files) for asset in assets]) + "\n"
        yield text if header else text.partition("\n")[2]
        header = False


def said_of(outcome: object) -> str:
    """What longer work came to, for the user."""
    if isinstance(outcome, MatchReport):
        return "\n".join((outcome.line(), *outcome.notices))
    if not isinstance(outcome, UploadReport):
        return str(outcome)
    some = (
        (outcome.recognised, translate("AssetTasks", "{0} recognised")),
        (outcome.ambiguous, translate("AssetTasks", "{0} ambiguous")),
        (outcome.unknown, translate("AssetTasks", "{0} show no frame of the catalogue")),
        (outcome.contradicted, translate("AssetTasks", "{0} contradict their name")),
        (outcome.new_assets, translate("AssetTasks", "{0} new assets on sale")),
        (
            len(outcome.strangers),
            translate("AssetTasks", "{0} are no asset's: name the agency if they are on sale"),
        ),
        (len(outcome.problems), translate("AssetTasks", "{0} could not be read")),
    )
    parts = [text.format(f"{count:,}") for place, (count, text) in enumerate(some) if count or place < 3]
    parts[0] = translate("AssetTasks", "{0} pictures: {1}").format(f"{outcome.files:,}", parts[0])
    return "\n".join((", ".join(parts), *outcome.notices))
