"""The model registry: which models exist, which version is in use, and whether their files are whole.

A model is one entry in a `registry.json`, one ONNX file and one model card beside it. Bundled models stand
in `models/`, the user's own in the user data directory, in the same form. Several versions of one name may be
registered; the bundled one is in use until `use` names another, which is noted in the user's registry. A file
whose SHA-256 differs from its entry is refused: a truncated download must never score a photo.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout

REGISTRY_FILE = "registry.json"
LOCK_S = 10  # how long to wait for another process

Kind = Literal["backbone", "head", "network"]
Output = Literal["embedding", "votes", "probability", "descriptor", "tags"]


class ModelError(Exception):
    """A model that cannot be used; the text names it and the reason in one line."""


@dataclass(frozen=True)
class ModelEntry:
    """One version of one model.

    `output` says how to read what the graph returns: `embedding` (backbone), `votes` (a distribution over
    bins 1…n, read as mean and spread), `probability` (one number 0–1), `descriptor` (a vector for
    distances; no score), `tags` (probabilities of the classes in the `labels` file; below `threshold` the
    model says nothing). A `backbone` turns pixels into the embedding; a `head` judges the embedding of the
    backbone whose `id` it names; a `network` judges from pixels by itself, squeezed to `input_size`.
    `features` tells that a second output of that name is meant for finding similar frames. `figures` are the
    card's main numbers, as the recipe measured them.
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
    labels: str | None = None
    labels_sha256: str | None = None
    threshold: float | None = None
    features: bool = False
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

    @property
    def report_folder(self) -> Path:
        """Where the trainer's report on a user's own model lies; it need not exist."""
        return self.path.with_suffix("")

    def as_json(self) -> dict[str, Any]:
        """The entry as it stands in `registry.json`."""
        values = asdict(self)
        del values["folder"]
        return values


class Registry:
    """The models of one or more folders, the bundled folder first. Reading it opens no model file."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Raise ModelError when a `registry.json` cannot be read."""
        self.folders = list(folders)
        self.reread()

    def reread(self) -> None:
        """Take notice of what was registered or chosen meanwhile. Raise ModelError; then nothing changed."""
        versions: dict[str, ModelEntry] = {}
        in_use: dict[str, str] = {}
        for place, folder in enumerate(self.folders):
            for entry in read_entries(folder):
                versions[entry.id] = entry
                if place == 0:  # what the user trained is used only when the user says so
                    in_use[entry.name] = entry.id
            in_use |= _choices(folder)
        # A choice whose model was removed falls back to the bundled one.
        bundled = {e.name: e.id for e in versions.values() if e.folder in self.folders[:1]}
        self._versions = versions
        self._in_use = bundled | {name: key for name, key in in_use.items() if key in versions}

    def entries(self) -> list[ModelEntry]:
        """The model in use under each name, backbone first, then by name."""
        found = [self._versions[key] for key in self._in_use.values()]
        return sorted(found, key=lambda e: (e.kind != "backbone", e.name))

    def versions(self) -> list[ModelEntry]:
        """Every registered version, in the order of `entries`."""
        return sorted(self._versions.values(), key=lambda e: (e.kind != "backbone", e.name, e.version))

    def bundled(self) -> list[ModelEntry]:
        """The models that came with the program, also those in whose place another is in use."""
        return [e for e in self.versions() if e.folder in self.folders[:1]]

    def in_use(self, entry: ModelEntry) -> bool:
        return self._in_use.get(entry.name) == entry.id

    def heads(self, backbone: ModelEntry) -> list[ModelEntry]:
        """The heads in use that were trained on this backbone's embedding."""
        return [e for e in self.entries() if e.kind == "head" and e.backbone == backbone.id]

    def strangers(self, backbone: ModelEntry) -> list[ModelEntry]:
        """The heads in use that were made for another backbone, and so cannot judge."""
        return [e for e in self.entries() if e.kind == "head" and e.backbone != backbone.id]

    def networks(self) -> list[ModelEntry]:
        """The networks in use that judge from pixels."""
        return [e for e in self.entries() if e.kind == "network"]

    def backbone(self) -> ModelEntry:
        """Raise ModelError when no backbone is registered."""
        for entry in self.entries():
            if entry.kind == "backbone":
                return entry
        places = ", ".join(str(f) for f in self.folders)
        raise ModelError(f"no backbone is registered in {places}; reinstall aesthcull, or run `make models`")

    def get(self, name: str) -> ModelEntry:
        """The version in use of `name`, or the one that `name@version` names. Raise ModelError."""
        key = name if "@" in name else self._in_use.get(name, "")
        if key not in self._versions:
            known = ", ".join(e.id for e in self.versions()) or "none"
            raise ModelError(f"no model is named {name!r} (registered: {known})")
        return self._versions[key]

    def usable(self, name: str) -> ModelEntry:
        """The version `name@version`. Raise ModelError when it is unknown, damaged, or made for a backbone
        that is not in use."""
        entry = self.get(name)
        verify(entry)
        if entry.kind == "head" and entry.backbone != self.backbone().id:
            raise ModelError(f"model {entry.id} was made for {entry.backbone}, not for {self.backbone().id}")
        return entry

    def use(self, name: str, folder: Path) -> ModelEntry:
        """From now on use the version `name@version`; the choice is written into `folder`'s registry.

        Raise ModelError when it is not `usable`, or when the choice cannot be written.
        """
        with self.choosing(name, folder) as entry:
            return entry

    @contextlib.contextmanager
    def choosing(self, name: str, folder: Path) -> Iterator[ModelEntry]:
        """The choice of `use`, which is written at once but holds only when the block ends well: so that it
        can neither fail after what the block does nor hold without it."""
        entry = self.usable(name)
        with _locked(folder):
            document = read_document(folder)
            document["in_use"] = {**document.get("in_use", {}), entry.name: entry.id}
            written = _write_aside(folder, document)
            try:
                yield entry
            except BaseException:
                written.unlink(missing_ok=True)
                raise
            written.replace(folder / REGISTRY_FILE)
        self.reread()

    def remove(self, name: str, folder: Path) -> ModelEntry:
        """Forget the version `name@version` of the user's models in `folder`, and delete its files, with its
        report.

        Raise ModelError when it is not one of them, is in use, or cannot be removed; it then stays whole.
        """
        entry = self.get(name)
        if entry.folder != folder:
            raise ModelError(f"model {entry.id} came with the program; only your own models can be removed")
        if self.in_use(entry):
            raise ModelError(f"model {entry.id} is in use; use another version first")
        with changing(folder) as document:
            left = [m for m in document.get("models", []) if ModelEntry(**m).id != entry.id]
            document["models"] = left
        self.reread()
        shared = {file for m in left for file in (m["file"], m["card"], m.get("labels"))}
        for file in {entry.file, entry.card, entry.labels} - shared - {None}:
            with contextlib.suppress(OSError):  # no longer registered: a file left behind does no harm
                (folder / str(file)).unlink()
        if entry.file not in shared:
            shutil.rmtree(entry.report_folder, ignore_errors=True)
        return entry


@contextlib.contextmanager
def changing(folder: Path) -> Iterator[dict[str, Any]]:
    """A folder's registry, to be changed in place and written when the block ends. Raise ModelError."""
    with _locked(folder):
        document = read_document(folder)
        yield document
        write_registry(folder, document)


def lock_file(folder: Path) -> Path:
    """Held while the folder's registry is changed; beside the folder, which holds models only."""
    return folder.parent / f".{folder.name}.lock"


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One process at a time, lest one that trains and one that chooses forget each other's change."""
    path = folder / REGISTRY_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(lock_file(folder), timeout=LOCK_S):
            yield
    except Timeout as error:
        raise ModelError(f"{path}: another aesthcull is changing it; try again") from error
    except OSError as error:
        raise ModelError(f"{path}: cannot be written: {error.strerror}") from error


def read_entries(folder: Path) -> list[ModelEntry]:
    """The entries of one folder; none when it has no registry. Raise ModelError when it cannot be read."""
    try:
        return [
            replace(ModelEntry(**values), folder=folder) for values in read_document(folder).get("models", [])
        ]
    except (TypeError, AttributeError) as error:
        raise ModelError(f"{folder / REGISTRY_FILE}: not a model registry: {error}") from error


def write_registry(folder: Path, document: dict[str, Any]) -> None:
    """Write `registry.json` so that a reader sees the old or the new text, never half of one."""
    _write_aside(folder, document).replace(folder / REGISTRY_FILE)


def _write_aside(folder: Path, document: dict[str, Any]) -> Path:
    temporary = folder / f"{REGISTRY_FILE}.new"
    temporary.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return temporary


def read_document(folder: Path) -> dict[str, Any]:
    """A folder's `registry.json` as it stands; empty when there is none. Raise ModelError."""
    path = folder / REGISTRY_FILE
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ModelError(f"{path}: not a model registry: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("models", []), list):
        raise ModelError(f"{path}: not a model registry: no list of models")
    return document


def _choices(folder: Path) -> dict[str, str]:
    chosen = read_document(folder).get("in_use", {})
    if not isinstance(chosen, dict):
        raise ModelError(f"{folder / REGISTRY_FILE}: not a model registry: in_use is not an object")
    return {str(name): str(key) for name, key in chosen.items()}


@dataclass(frozen=True)
class Label:
    """One class of a `tags` model. `words` are the keywords to give, the most specific first; none for a
    class that means "nothing of this kind"."""

    name: str
    words: tuple[str, ...]


def read_labels(entry: ModelEntry) -> tuple[Label, ...]:
    """The classes of a `tags` model in the order of its outputs, from a CSV with the columns keyword, words.

    Raise ModelError when the file is missing or damaged.
    """
    if entry.labels is None:
        raise ModelError(f"model {entry.name}: {entry.folder / REGISTRY_FILE}: names no file of labels")
    path = entry.folder / entry.labels
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(
                Label(row["keyword"], tuple(w for w in row["words"].split("|") if w))
                for row in csv.DictReader(file)
            )
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise ModelError(f"model {entry.name}: {path}: the labels cannot be read: {error}") from error


def verify(entry: ModelEntry) -> None:
    """Raise ModelError when one of the model's files is missing, unreadable or not the one registered."""
    _verify_file(entry, entry.path, entry.sha256)
    if entry.labels is not None and entry.labels_sha256 is not None:
        _verify_file(entry, entry.folder / entry.labels, entry.labels_sha256)


def _verify_file(entry: ModelEntry, path: Path, expected: str) -> None:
    try:
        found = sha256(path)
    except OSError as error:
        raise ModelError(f"model {entry.name}: {path}: {error.strerror}") from error
    if found != expected:
        raise ModelError(
            f"model {entry.name}: {path}: checksum differs from the registry "
            f"({found[:12]}… instead of {expected[:12]}…); the file is damaged or was exchanged"
        )


def sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal. Raise OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
