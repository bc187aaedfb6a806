"""Assets with what they show, as JSON, CSV and a table: for the command line and the window's export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from aesthcull.catalogue import matches
from aesthcull.catalogue.records import Asset, Candidate, MatchedBy, StoredFile
from aesthcull.catalogue.store import Catalogue

Files = Mapping[int, StoredFile]

# Why a frame is asked about though it is the only candidate, by what speaks for it.
_DOUBTS: Mapping[MatchedBy, str] = {
    "picture": "the pictures are alike, but not surely the same",
    "name": "it lies in another folder",
    "stem": "it lies in another folder",
    "edited": "it may be another photograph, not a copy",
    "title": "by title only, the file is called otherwise",
    "person": "",
}


def files_of(catalogue: Catalogue, assets: Iterable[Asset]) -> dict[int, StoredFile]:
    """The shown file of every frame that these assets show or may show."""
    ids = {asset.frame_id for asset in assets if asset.frame_id is not None}
    return matches.shown_files(catalogue, ids | {c.frame_id for asset in assets for c in asset.candidates})


def asset_json(asset: Asset, files: Files) -> dict[str, Any]:
    """One asset, with all that is known of it."""
    return {
        "asset": asset.id,
        "agency": asset.agency,
        "number": asset.number,
        "file_name": asset.file_name,
        "title": asset.title,
        "uploaded_on": asset.uploaded_on.isoformat() if asset.uploaded_on else None,
        "sales": asset.sales,
        "earnings": {currency: round(amount, 2) for currency, amount in asset.earnings.items()},
        "state": asset.state,
        "how": asset.how,
        "frame": _text(_path(asset.frame_id, files)),
        "picture": _text(asset.picture),
        "candidates": [
            {
                "frame": _text(_path(candidate.frame_id, files)),
                "how": candidate.how,
                "similarity": None if candidate.similarity is None else round(candidate.similarity, 3),
            }
            for candidate in asset.candidates
        ],
    }


def asset_row(asset: Asset, files: Files) -> dict[str, Any]:
    """The same as a flat row."""
    flat = asset_json(asset, files)
    told = ("asset", "agency", "number", "file_name", "title", "sales", "state", "how", "frame")
    row = {name: flat[name] if flat[name] is not None else "" for name in told}
    earned = "; ".join(f"{amount:.2f} {currency}" for currency, amount in flat["earnings"].items())
    candidates = "; ".join(_told(candidate) for candidate in flat["candidates"])
    return {**row, "earnings": earned, "candidates": candidates}


def table_row(asset: Asset, files: Files) -> dict[str, Any]:
    """What fits on a terminal: the frame by its folder and name, or what is asked about it."""
    frame = _path(asset.frame_id, files)
    shown = f"{frame.parent.name}/{frame.name}" if frame else ""
    asked = question(asset.candidates, pictured=asset.picture is not None)
    return {
        "asset": asset.id,
        "agency": asset.agency,
        "number": asset.number or "",
        "file name": asset.file_name or "",
        "sales": asset.sales,
        "state": asset.state,
        "how": asset.how or "",
        "frame": shown or asked,
    }


def question(candidates: Sequence[Candidate], *, pictured: bool) -> str:
    """What the user is asked about an asset: among how many frames to choose, or what is doubted of the only
    one. Empty without candidates. `pictured`: the uploaded picture was compared."""
    if len(candidates) != 1:
        return f"{len(candidates):,} candidates" if candidates else ""
    how = candidates[0].how
    doubt = _DOUBTS[how]
    if pictured and how != "picture":
        doubt = "the uploaded picture does not confirm it"
    return f"1 candidate: {doubt}"


def rows_of(assets: Sequence[Asset], files: Files, form: str) -> list[dict[str, Any]]:
    """Rows for `csv` or `table`."""
    make = asset_row if form == "csv" else table_row
    return [make(asset, files) for asset in assets]


def _path(frame_id: int | None, files: Files) -> Path | None:
    return None if frame_id is None or frame_id not in files else files[frame_id].path


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _told(candidate: Mapping[str, Any]) -> str:
    similarity = candidate["similarity"]
    return f"{candidate['frame']} ({candidate['how']}{'' if similarity is None else f' {similarity:.2f}'})"
