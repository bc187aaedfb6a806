"""A small catalogued shoot whose frames have files of every kind, with contents that tell them apart."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from pathlib import Path

from aesthcull.catalogue import decisions, queries, scanning
from aesthcull.catalogue.records import Frame, StoredFile
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.planning import plan_delivery
from aesthcull.exchange.delivery.running import deliver, undo
from aesthcull.exchange.delivery.settings import DeliveryReport, DeliverySettings
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import walk

KINDS = (".JPG", ".CR2", ".xmp", ".CR2.xmp", ".WAV", ".THM")


@dataclass
class SmallShoot:
    """A shoot in a catalogue of its own; `thumbnails` are empty."""

    folder: Path
    catalogue: Catalogue
    thumbnails: ThumbnailCache

    @property
    def frames(self) -> list[Frame]:
        """Its frames, by path."""
        shoot = queries.find_shoot(self.catalogue, self.folder)
        assert shoot is not None
        return queries.frames_of(self.catalogue, shoot)

    def deliver(self, kind: str, to: Path, template: str = "{name}", **more: object) -> DeliveryReport:
        """Plan and deliver all frames, or those given."""
        frames = more.pop("frames", None) or self.frames
        settings = DeliverySettings(kind, to, template, **{"root": self.folder, **more})  # type: ignore[arg-type]
        plan = plan_delivery(self.catalogue, frames, settings, Job())  # type: ignore[arg-type]
        return deliver(self.catalogue, self.thumbnails, plan, Job())

    def undone(self, delivery_id: int | None) -> DeliveryReport:
        """Take a delivery back."""
        assert delivery_id is not None
        return undo(self.catalogue, self.thumbnails, delivery_id, Job())


def make_files(folder: Path, frames: int, seed: int = 0, largest: int = 4000) -> None:
    """Frames of six files each, every third in a sub-folder; times and permissions are not today's."""
    rng = random.Random(seed)
    for number in range(frames):
        inside = folder / "second card" if number % 3 == 2 else folder
        inside.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            file = inside / f"IMG_{number:04}{kind}"
            file.write_bytes(rng.randbytes(rng.randint(1, largest)))
            when = 1_600_000_000 + number * 60
            os.utime(file, (when, when))
            file.chmod(0o640)


def make_shoot(base: Path, catalogue: Catalogue, frames: int = 4, largest: int = 4000) -> SmallShoot:
    """A shoot below `base`, catalogued; its first frame is a pick of four stars."""
    folder = base.resolve() / "shoot"
    make_files(folder, frames, largest=largest)
    found = [
        tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in frame.files) for frame in walk(folder).frames
    ]
    queries.open_shoot(catalogue, folder)
    ids = scanning.add_frames(catalogue, found)
    decisions.mark(catalogue, ids[:1], {"flag": "pick", "rating": 4, "keyword": "bride"}, "marked")
    return SmallShoot(folder, catalogue, ThumbnailCache(base / "thumbnails"))


def contents(*folders: Path) -> dict[Path, bytes]:
    """Every file below these folders, hidden ones too, and what it holds."""
    return {
        path: path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()
    }


def states(*folders: Path) -> dict[Path, tuple[int, int, bytes]]:
    """Every file with its time, permissions and content."""
    return {
        path: (path.stat().st_mtime_ns, path.stat().st_mode, data)
        for path, data in contents(*folders).items()
    }
