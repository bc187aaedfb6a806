"""Deliveries as plain data: what is wanted, what will be done, what was done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from aesthcull.catalogue.deliveries import Delivery, PlannedFile
from aesthcull.photos.problems import Problem

Kind = Literal["copy", "move", "hardlink", "trash", "ingest"]
Collisions = Literal["skip", "number", "refuse"]
KINDS: tuple[Kind, ...] = get_args(Kind)
COLLISIONS: tuple[Collisions, ...] = get_args(Collisions)
KEEP_NAME = "{name}"
_KEPT = ("template", "flat", "collisions", "first")
_FOLDERS = ("backup", "root")
DATED_FOLDER = "{date:%Y}/{date:%Y-%m-%d}/{name}"  # the ingest's default


class DeliveryError(Exception):
    """A delivery that cannot begin or go on; one line that names what and the cause."""


@dataclass(frozen=True)
class DeliverySettings:
    """What is wanted. `destination` is absolute; for `trash` it says nothing.

    `template` is described in `template`. Unless `flat`, or where it makes folders, the frame's sub-folder
    below `root` (the shoot's folder) comes before it; an ingest is always flat. `backup`: a second place that
    gets the same files.
    `collisions`: where a name is taken, `skip` passes over files that are there already with the same
    content and numbers others, `number` numbers all, `refuse` leaves the frame where it is and says so.
    `first` is the first sequence number.
    """

    kind: Kind
    destination: Path
    template: str = KEEP_NAME
    flat: bool = False
    backup: Path | None = None
    collisions: Collisions = "skip"
    first: int = 1
    root: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """As the catalogue keeps it beside the kind and the destination."""
        kept = {name: getattr(self, name) for name in _KEPT}
        return kept | {name: str(path) for name in _FOLDERS if (path := getattr(self, name)) is not None}


@dataclass(frozen=True)
class Space:
    """What one volume is asked for: bytes that will be written below `folder`, and bytes that are free."""

    folder: Path
    needed: int
    free: int

    @property
    def fits(self) -> bool:
        return self.needed <= self.free


@dataclass(frozen=True)
class DeliveryPlan:
    """What a delivery will do; nothing was touched for it.

    `present`: files that are at the destination already, with the same content. `problems`: frames that
    cannot be delivered, and why. `remarks`: one line each for the user. `new_folders` do not exist yet.
    `samples`: the first files at the destination or, where nothing is new there, in the backup.

    Of an ingest, `here` are the folders of the frames that are on this machine already, the most first;
    `to_open` is the folder to be looked at afterwards, None where no pictures come nor are here.
    """

    settings: DeliverySettings
    files: tuple[PlannedFile, ...]
    present: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    spaces: tuple[Space, ...] = ()
    remarks: tuple[str, ...] = ()
    new_folders: tuple[Path, ...] = ()
    samples: tuple[PlannedFile, ...] = ()
    here: tuple[Path, ...] = ()
    to_open: Path | None = None

    @property
    def frames(self) -> int:
        """How many frames will be delivered."""
        return len({file.together for file in self.files})

    @property
    def total_bytes(self) -> int:
        """The size of all files that will be delivered; a backup counts again."""
        return sum(file.size for file in self.files)

    @property
    def fits(self) -> bool:
        """Whether every volume has room."""
        return all(space.fits for space in self.spaces)


@dataclass(frozen=True)
class DeliveryReport:
    """What was done now, in this run. `delivery_id` is None where there was nothing to do.

    `done` and `present` count files (`present`: they were there already), `bytes` what was carried.
    `stopped`: why it ended early, in one line that says how to go on; None when it came to its end.
    `problems`: frames that were left as they were. `unfinished`: going on with it later makes sense.
    """

    delivery_id: int | None
    settings: DeliverySettings
    frames: int
    done: int
    present: int
    bytes: int
    seconds: float
    problems: tuple[Problem, ...] = ()
    stopped: str | None = None
    unfinished: bool = False


def settings_of(found: Delivery) -> DeliverySettings:
    """The settings of a delivery in the catalogue; what is not understood is the default."""
    kind: Kind = next((name for name in KINDS if name == found.kind), "copy")
    known: dict[str, Any] = {name: found.settings[name] for name in _KEPT if name in found.settings}
    known |= {name: Path(found.settings[name]) for name in _FOLDERS if name in found.settings}
    return DeliverySettings(kind, found.destination, **known)


def mark_of(found: Delivery) -> str:
    """What names the files that it writes on the way."""
    return f"{found.id}-{found.settings.get('mark', '')}"
