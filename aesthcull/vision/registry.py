"""The model registry: which models exist, which version is in use, and whether their files are whole.

A model is one entry in a `registry.json`, one ONNX file and one model card beside it. Bundled models stand
in `models/`, the user's own in the user data directory, in the same form; later folders win by name. A
file whose SHA-256 differs from its entry is refused: a truncated download must never score a photo.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

REGISTRY_FILE = "registry.json"

Kind = Literal["backbone", "head"]
Output = Literal["embedding", "votes", "probability", "descriptor"]


class ModelError(Exception):
    """A model that cannot be used; the text names it and the reason in one line."""


@dataclass(frozen=True)
class ModelEntry:
    """One version of one model.

    `output` says how to read what the graph returns: `embedding` (backbone), `votes` (a distribution over
    bins 1…n, read as mean and spread), `probability` (one number 0–1), `descriptor` (a vector for
    distances; no score). `backbone` is the `id` of the backbone whose embedding a head was trained on.
    `figures` are the card's main numbers, as the recipe measured them.
    """

    name: str
    version: str
    kind: Kind
    output: Output
    file: str
    sha256: str
    card: str
    backbone: str | None = None
    input_size: int | None = None
    summary: str = ""
    figures: dict[str, float] = field(default_factory=dict)
    folder: Path = field(default=Path(), compare=False)

    @property
    def id(self) -> str:
        """`name@version`, as scores and embeddings name the model that made them."""
        return f"{self.name}@{self.version}"

    @property
    def path(self) -> Path:
        return self.folder / self.file

    @property
    def card_path(self) -> Path:
        return self.folder / self.card

    def as_json(self) -> dict[str, Any]:
        """The entry as it stands in `registry.json`."""
        values = asdict(self)
        del values["folder"]
        return values


class Registry:
    """The models of one or more folders. Reading it opens no model file."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Raise ModelError when a `registry.json` cannot be read."""
        self.folders = list(folders)
        self._entries: dict[str, ModelEntry] = {}
        for folder in self.folders:
            for entry in read_entries(folder):
                self._entries[entry.name] = entry

    def entries(self) -> list[ModelEntry]:
        """The model in use under each name, backbone first, then by name."""
        return sorted(self._entries.values(), key=lambda e: (e.kind != "backbone", e.name))

    def heads(self, backbone: ModelEntry) -> list[ModelEntry]:
        """The heads that were trained on this backbone's embedding."""
        return [e for e in self.entries() if e.kind == "head" and e.backbone == backbone.id]

    def backbone(self) -> ModelEntry:
        """Raise ModelError when no backbone is registered."""
        for entry in self._entries.values():
            if entry.kind == "backbone":
                return entry
        places = ", ".join(str(f) for f in self.folders)
        raise ModelError(f"no backbone is registered in {places}; reinstall aesthcull, or run `make models`")

    def get(self, name: str) -> ModelEntry:
        """Raise ModelError for a name that is not registered."""
        if name not in self._entries:
            known = ", ".join(sorted(self._entries)) or "none"
            raise ModelError(f"no model is named {name!r} (registered: {known})")
        return self._entries[name]


def read_entries(folder: Path) -> list[ModelEntry]:
    """The entries of one folder; none when it has no registry. Raise ModelError when it cannot be read."""
    path = folder / REGISTRY_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        return [replace(ModelEntry(**values), folder=folder) for values in json.loads(text)["models"]]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(f"{path}: not a model registry: {error}") from error


def verify(entry: ModelEntry) -> None:
    """Raise ModelError when the model's file is missing, unreadable or not the one that was registered."""
    try:
        found = sha256(entry.path)
    except OSError as error:
        raise ModelError(f"model {entry.name}: {entry.path}: {error.strerror}") from error
    if found != entry.sha256:
        raise ModelError(
            f"model {entry.name}: {entry.path}: checksum differs from the registry "
            f"({found[:12]}… instead of {entry.sha256[:12]}…); the file is damaged or was exchanged"
        )


def sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal. Raise OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
