"""What an ingest will bring from a card: everything on it that is kept and that is not here already. The card
is only read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.bundles import Bundle, moment_of
from aesthcull.exchange.delivery.known import Known
from aesthcull.exchange.delivery.planning import Draft, check_settings, finished, place, roots
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

    What is on this machine already is in the plan's `present`; files that no template can name by their time
    are named by the file's. Raises DeliveryError, CatalogueError, Cancelled.
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
    every = sorted({group for some in groups.values() for group in some}, key=lambda group: group[0].path)
    bundles = _bundles(every, card, settings.first, job)
    for root, new in groups.items():
        wanted = [replace(bundle, files=new[group]) for group, bundle in bundles if group in new]
        place(catalogue, wanted, root, settings, template, job, draft)
    return finished(settings, draft, [*remarks, *_left_out(found.left)])


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
) -> tuple[dict[Path, dict[Group, Group]], list[str]]:
    """What is not yet anywhere off the card and the backups, by the destination, and what is not yet in the
    backup, by that: groups, and which of their files. And what the user should know of it."""
    known = Known(catalogue, settings.root or Path(), [file for group in groups for file in group], job)
    backups = _backups(catalogue, settings)
    job.stage("Looking for what is here already", len(groups))
    found: dict[Path, dict[Group, Group]] = {root: {} for root in roots(settings)}
    saved = 0
    for group in groups:
        job.advance()
        try:
            for root, new in found.items():
                main = root == settings.destination
                where: dict[str, Any] = {"but": backups} if main else {"below": root}
                here = {file for file in group if known.is_there(file, **where)}
                draft.present += [file.path for file in group if file in here]
                if len(here) < len(group):
                    new[group] = tuple(file for file in group if file not in here)
                if main and backups:
                    saved += sum(known.is_there(file) for file in group if file not in here)
        except OSError as error:
            draft.problems.append(Problem(Path(error.filename or group[0].path), os_reason(error)))
    return found, _remarks(known, saved, settings)


def _backups(catalogue: Catalogue, settings: DeliverySettings) -> list[Path]:
    """The folders whose files count for nothing but themselves: this ingest's backup and those of the past,
    unless pictures are brought there, too."""
    libraries, backups = deliveries.ingest_folders(catalogue)
    libraries.add(settings.destination)
    old = {folder for folder in backups if not any(to.is_relative_to(folder) for to in libraries)}
    return sorted(old | ({settings.backup} if settings.backup else set()))


def _remarks(known: Known, saved: int, settings: DeliverySettings) -> list[str]:
    remarks = []
    if known.changed:
        first = min(known.changed)
        more = f" and {len(known.changed) - 1:,} more" if len(known.changed) > 1 else ""
        remarks.append(f"{first}{more}: damaged or changed since it was brought; brought again, beside it")
    if saved:
        files = "1 file is" if saved == 1 else f"{saved:,} files are"
        remarks.append(f"{files} in a backup only; brought again to {settings.destination}")
    return remarks


def _bundles(groups: Sequence[Group], card: Path, first: int, job: Job) -> list[tuple[Group, Bundle]]:
    """The groups with what templates know of them, numbered in the order in which they were taken."""
    job.stage("Reading when they were taken", len(groups))
    read = []
    for group in groups:
        job.advance()
        metadata = _metadata(group[0].path)
        read.append((metadata.captured_at or moment_of(group[0]), group, metadata))
    read.sort(key=lambda found: (found[0], found[1][0].path))
    return [
        (
            group,
            Bundle(
                number,
                None,
                group,
                Facts(
                    name=group[0].path.stem,
                    moment=moment,
                    sequence=first + number,
                    camera=metadata.camera or "",
                    lens=metadata.lens or "",
                    folder=group[0].path.parent.name,
                    shoot=card.name,
                ),
            ),
        )
        for number, (moment, group, metadata) in enumerate(read)
    ]


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
