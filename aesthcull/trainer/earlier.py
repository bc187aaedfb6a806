"""The trainings that can be repeated: the user's own models whose settings were kept beside them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from aesthcull.trainer.problems import TrainingFailed
from aesthcull.trainer.request import Request, from_json
from aesthcull.trainer.sources import OWN
from aesthcull.vision.registry import ModelEntry, read_entries

REQUEST_FILE = "request.json"  # in the report's folder


@dataclass(frozen=True)
class Earlier:
    """A model of the user's own, and the request that repeats its training (it `follows` the model)."""

    entry: ModelEntry
    request: Request


def earlier_trainings(folder: Path) -> list[Earlier]:
    """The newest model of each different settings, the latest name and version first. Raise ModelError.

    One whose settings were lost, or cannot be read, is left out.
    """
    found: list[Earlier] = []
    for entry in sorted(_own(folder), key=_age, reverse=True):
        try:
            one = _read(entry)
        except TrainingFailed:
            continue
        if all(replace(one.request, follows=None) != replace(e.request, follows=None) for e in found):
            found.append(one)
    return found


def earlier_training(folder: Path, name: str | None = None) -> Earlier:
    """The training of the newest own version of `name`, or of the one that `name@version` names; without a
    name, of the only name that there is. Raise TrainingFailed with what is missing, ModelError."""
    own = sorted(_own(folder), key=lambda e: _number(e.version))
    names = sorted({e.name for e in own})
    if name is None and len(names) > 1:
        raise TrainingFailed(f"there are own models of several names: say which, --name {' or '.join(names)}")
    wanted = [e for e in own if name in (None, e.name, e.id)]
    if not wanted:
        which = f"model {name}" if name else "model"
        raise TrainingFailed(f"no {which} of your own was trained yet: there is nothing to retrain")
    return _read(wanted[-1])


def _own(folder: Path) -> list[ModelEntry]:
    return [e for e in read_entries(folder) if e.version.startswith(OWN)]


def _read(entry: ModelEntry) -> Earlier:
    path = entry.report_folder / REQUEST_FILE
    try:
        request = from_json(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise TrainingFailed(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise TrainingFailed(f"{path}: the settings of {entry.id} cannot be read: {error}") from error
    return Earlier(entry, replace(request, follows=entry.id))


def _age(entry: ModelEntry) -> tuple[float, int]:
    try:
        trained = (entry.report_folder / REQUEST_FILE).stat().st_mtime
    except OSError:
        trained = 0.0
    return trained, _number(entry.version)


def _number(version: str) -> int:
    digits = version.removeprefix(OWN)
    return int(digits) if digits.isdigit() else 0
