"""What an ingest will bring from a card: everything on it that is kept and that is not here already. The card
is only read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.instants import in_one_zone
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.bundles import Bundle, moment_of
from aesthcull.exchange.delivery.here import Here, gathered
from aesthcull.exchange.delivery.known import Known
from aesthcull.exchange.delivery.planning import (
    Draft,
    check_settings,
    finished,
    place,
    roots,
    undated_remarks,
)
from aesthcull.exchange.delivery.settings import DeliveryError, DeliveryPlan, DeliverySettings
from aesthcull.exchange.delivery.template import Facts, Template
from aesthcull.job import Job
from aesthcull.photos.card_files import card_files
from aesthcull.photos.decode import read_header
from aesthcull.photos.metadata import Metadata
from aesthcull.photos.problems import PhotoError, Problem, os_reason
from aesthcull.photos.walk import PHOTO_SUFFIXES, FrameFile

Group = tuple[FrameFile, ...]


def plan_ingest(catalogue: Catalogue, card: Path, settings: DeliverySettings, job: Job) -> DeliveryPlan:
    """Where every file of a card (an absolute folder) will stand, by the times at which they were taken.

    Frames that are on this machine already, with all of their files, are in the plan's `present`, their
    folders in `here`; those of which only a part is come whole. What does not tell its time is named by the
    file's. Raises DeliveryError, CatalogueError, Cancelled.
    """
    card = _real(card)
    settings = replace(settings, kind="ingest", flat=True, root=card)
    check_settings(settings)
    template = Template(settings.template)
    _check_apart(card, settings)
    job.stage("Looking at the card")
    try:
        found = card_files(card, job)
    except OSError as error:
        raise DeliveryError(f"{card}: {os_reason(error)}") from error
    draft = Draft(problems=list(found.unreadable))
    groups, remarks = _new(catalogue, found.groups, settings, job, draft)
    every = sorted(set().union(*groups.values()), key=lambda group: group[0].path)
    bundles = _bundles(every, card, settings.first, job)
    for root, new in groups.items():
        wanted = [bundle for bundle in bundles if bundle.files in new]
        place(catalogue, wanted, root, settings, template, job, draft)
    photographs = [bundle for bundle in bundles if bundle.files[0].path.suffix.lower() in PHOTO_SUFFIXES]
    undated = undated_remarks(photographs, template)
    return finished(settings, draft, [*remarks, *undated, *_left_out(found.left)])


def _real(card: Path) -> Path:
    """As the catalogue names it. Raises DeliveryError."""
    try:
        return card.resolve()
    except (OSError, RuntimeError) as error:
        raise DeliveryError(f"{card}: cannot be resolved: {error}") from error


def _check_apart(card: Path, settings: DeliverySettings) -> None:
    for folder in roots(settings):
        if folder.is_relative_to(card):
            raise DeliveryError(f"{folder}: lies on the card itself")
    if settings.backup is not None:
        one, other = settings.destination, settings.backup
        if one.is_relative_to(other) or other.is_relative_to(one):
            raise DeliveryError(f"{other}: the backup must lie apart from {one}")


def _new(
    catalogue: Catalogue, groups: Sequence[Group], settings: DeliverySettings, job: Job, draft: Draft
) -> tuple[dict[Path, set[Group]], list[str]]:
    """What is not yet anywhere off the card and the backups, by the destination, and what is not yet in the
    backup, by that. And what the user should know of it."""
    known = Known(catalogue, settings.root or Path(), [file for group in groups for file in group], job)
    here, backups = Here(known, job), _backups(catalogue, settings)
    job.stage("Looking for what is here already", len(groups))
    found: dict[Path, set[Group]] = {root: set() for root in roots(settings)}
    shown: list[Path] = []  # where frames stand
    saved = parts = 0
    for group in groups:
        job.advance()
        try:
            for root, new in found.items():
                main = root == settings.destination
                places = here.places(group, but=backups) if main else here.places(group, below=root)
                lacking = [file for file, at in places.items() if not at]
                if not lacking:
                    draft.present += [file.path for file in group]
                    shown += places[group[0]][:1] if main else []
                    continue
                new.add(group)
                if main:
                    parts += len(lacking) < len(group)
                    saved += sum(bool(known.places(file)) for file in lacking) if backups else 0
        except OSError as error:
            draft.problems.append(Problem(Path(error.filename or group[0].path), os_reason(error)))
    folders = gathered(catalogue, settings.destination, shown)
    draft.here = [folder for folder, _ in folders]
    return found, [*_remarks(known, here, saved, parts, settings), *map(_told, folders)]


def _backups(catalogue: Catalogue, settings: DeliverySettings) -> list[Path]:
    """The folders whose files count for nothing but themselves: this ingest's backup and those of the past,
    unless pictures are brought there, too."""
    libraries, backups = deliveries.ingest_folders(catalogue)
    libraries.add(settings.destination)
    old = {folder for folder in backups if not any(to.is_relative_to(folder) for to in libraries)}
    return sorted(old | ({settings.backup} if settings.backup else set()))


def _remarks(known: Known, here: Here, saved: int, parts: int, settings: DeliverySettings) -> list[str]:
    remarks = []
    for which, told in (
        (known.changed, "damaged or changed since it was brought; brought again, beside it"),
        (here.older, "says something else than the one that is here, which is kept; not brought"),
    ):
        if which:
            more = f" and {len(which) - 1:,} more" if len(which) > 1 else ""
            remarks.append(f"{min(which)}{more}: {told}")
    if saved:
        files = "1 file is" if saved == 1 else f"{saved:,} files are"
        remarks.append(f"{files} in a backup only; brought again to {settings.destination}")
    if parts:
        one = "1 frame is here in part only; brought whole"
        remarks.append(one if parts == 1 else f"{parts:,} frames are here in part only; brought whole")
    return remarks


def _told(found: tuple[Path, int]) -> str:
    folder, number = found
    return f"{'1 frame is' if number == 1 else f'{number:,} frames are'} here already, in {folder}"


def _bundles(groups: Sequence[Group], card: Path, first: int, job: Job) -> list[Bundle]:
    """The groups with what templates know of them, numbered in the order in which they were taken."""
    job.stage("Reading when they were taken", len(groups))
    read = []
    for group in groups:
        job.advance()
        read.append((group, _metadata(group[0].path)))
    clocks = [metadata.captured_at or moment_of(group[0]) for group, metadata in read]
    instants = in_one_zone(clocks, [metadata.utc_offset for _, metadata in read])
    order = sorted(range(len(read)), key=lambda n: (instants[n], read[n][0][0].path))
    return [_bundle(number, *read[n], card, first) for number, n in enumerate(order)]


def _bundle(number: int, group: Group, metadata: Metadata, card: Path, first: int) -> Bundle:
    facts = Facts(
        name=group[0].path.stem,
        moment=metadata.captured_at or moment_of(group[0]),
        dated=metadata.captured_at is not None,
        sequence=first + number,
        camera=metadata.camera or "",
        lens=metadata.lens or "",
        folder=group[0].path.parent.name,
        shoot=card.name,
    )
    return Bundle(number, None, group, facts)


def _metadata(path: Path) -> Metadata:
    """What a photograph says of itself; nothing where it is none or damaged: it is brought all the same."""
    if path.suffix.lower() not in PHOTO_SUFFIXES:
        return Metadata()
    try:
        return read_header(path).metadata
    except PhotoError:
        return Metadata()


def _left_out(left: Sequence[Path]) -> list[str]:
    if not left:
        return []
    kinds = Counter(path.suffix.lower() or path.name for path in left)
    named = ", ".join(f"{number} × {suffix}" for suffix, number in kinds.most_common(8))
    return [f"left on the card, neither pictures nor recordings: {named}"]
