"""What a delivery will do, before anything is touched."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.deliveries import PlannedFile
from aesthcull.catalogue.records import Frame
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.bundles import Bundle, bundles_of
from aesthcull.exchange.delivery.own_copies import left_out_remark, without_copies
from aesthcull.exchange.delivery.settings import KEEP_NAME, DeliveryError, DeliveryPlan, DeliverySettings
from aesthcull.exchange.delivery.space import existing, is_read_only, same_volume, spaces
from aesthcull.exchange.delivery.targets import Names, Taken
from aesthcull.exchange.delivery.template import Template
from aesthcull.job import Job
from aesthcull.photos import cards
from aesthcull.photos.problems import Problem, os_reason
from aesthcull.photos.walk import PHOTO_SUFFIXES

SAMPLES = 10  # files whose names are shown beforehand
_WITH_BACKUP = ("copy", "ingest")
_DOUBLING = ("copy", "hardlink")
_TAKING = ("move", "trash")  # the originals go


@dataclass
class Draft:
    """A plan in the making."""

    files: list[PlannedFile] = field(default_factory=list)
    present: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    here: list[Path] = field(default_factory=list)


def plan_delivery(
    catalogue: Catalogue, frames: Sequence[Frame], settings: DeliverySettings, job: Job
) -> DeliveryPlan:
    """Where every file of these frames will stand; sequence numbers go in their order. Nothing is touched.

    Frames that cannot be delivered are in the plan's `problems`. Raises DeliveryError (TemplateError) where
    none can, CatalogueError, Cancelled.
    """
    check_settings(settings)
    # What goes to the trash is not named, and a wrong template could not be mended there.
    template = Template(KEEP_NAME if settings.kind == "trash" else settings.template)
    _refuse_doubles(settings, template)
    originals = frames
    if settings.kind in _DOUBLING and settings.root is not None:
        originals = without_copies(catalogue, frames, settings.root)
    job.stage("Looking at the files", len(originals))
    bundles, problems = bundles_of(originals, settings.root, settings.first, job)
    draft = Draft(problems=problems)
    movable = _able(_elsewhere(bundles, settings, draft), settings, draft)
    if settings.kind == "trash":
        draft.files = [_planned(bundle, path, path) for bundle in movable for path in bundle.paths]
    else:
        for root in roots(settings):
            place(catalogue, movable, root, settings, template, job, draft)
    left_out = left_out_remark(len(frames) - len(originals))
    remarks = [*_inside_remarks(settings, draft), *left_out, *undated_remarks(movable, template)]
    return finished(settings, draft, remarks)


def _inside_remarks(settings: DeliverySettings, draft: Draft) -> list[str]:
    """What the user should know of copies that the shoot's next scan will find."""
    if settings.kind not in _DOUBLING or settings.root is None or not draft.files:
        return []
    said = "lies in the shoot itself: the copies will be frames of it, too"
    # The spelling may lead elsewhere: through a link into the shoot, or out of it.
    inside = [to for to in roots(settings) if to.resolve().is_relative_to(settings.root.resolve())]
    return [f"{to}: {said}" for to in inside]


def undated_remarks(bundles: Sequence[Bundle], template: Template) -> list[str]:
    """What the user should know of frames that do not tell when they were taken."""
    undated = [bundle for bundle in bundles if not bundle.facts.dated] if template.timed else []
    if not undated:
        return []
    frames = "1 frame has" if len(undated) == 1 else f"{len(undated):,} frames have"
    return [f"{frames} no time of capture; named by the file's time, as {undated[0].files[0].path.name}"]


def check_settings(settings: DeliverySettings) -> None:
    """Raise DeliveryError for a destination that cannot be one."""
    if settings.kind == "trash":
        return
    if settings.backup is not None and settings.kind not in _WITH_BACKUP:
        raise DeliveryError("a backup goes with copies only")
    if settings.backup == settings.destination:
        raise DeliveryError(f"{settings.backup}: the backup must be another folder than the destination")
    for folder in roots(settings):
        there = existing(folder)
        if not there.is_dir():
            raise DeliveryError(f"{there}: not a folder")
        if not os.access(there, os.W_OK | os.X_OK):
            raise DeliveryError(f"{there}: cannot be written to")


def _refuse_doubles(settings: DeliverySettings, template: Template) -> None:
    """Raise DeliveryError for copies that would stand beside their originals."""
    if settings.kind not in _DOUBLING or settings.root is None or template.folders:
        return
    for folder in roots(settings):
        if folder.resolve() == settings.root.resolve():
            raise DeliveryError(f"{folder}: is the shoot itself, which would get its frames twice")


def roots(settings: DeliverySettings) -> list[Path]:
    """The destination, and the backup if there is one."""
    return [settings.destination, *([settings.backup] if settings.backup else [])]


def place(
    catalogue: Catalogue,
    bundles: Sequence[Bundle],
    root: Path,
    settings: DeliverySettings,
    template: Template,
    job: Job,
    draft: Draft,
) -> None:
    """Find the names of these frames below `root`. Raises DeliveryError, Cancelled."""
    reserved = deliveries.frames_below(catalogue, root) if settings.kind == "move" else []
    names = Names(settings.collisions, job.check, reserved)
    job.stage("Finding names", len(bundles))
    for bundle in bundles:
        job.advance()
        path = template.target(bundle.facts)
        folder = root / _subfolder(bundle, settings, template) / path.parent
        try:
            named = names.name(bundle.paths, folder, path.name)
        except Taken as taken:
            draft.problems.append(Problem(bundle.files[0].path, f"not delivered: {taken}"))
            continue
        except OSError as error:
            raise DeliveryError(f"{error.filename or folder}: {os_reason(error)}") from error
        draft.files += [_planned(bundle, source, target) for source, target in named.targets.items()]
        draft.present += named.present


def finished(settings: DeliverySettings, draft: Draft, remarks: Sequence[str] = ()) -> DeliveryPlan:
    """The plan of a draft. Raises DeliveryError where a volume cannot be looked at."""
    files = tuple(sorted(draft.files, key=lambda file: file.together))
    first = [file for file in files if _is_first_copy(file, settings)]
    return DeliveryPlan(
        settings=settings,
        files=files,
        present=tuple(draft.present),
        problems=tuple(draft.problems),
        spaces=spaces(settings.kind, files),
        remarks=tuple(remarks),
        samples=tuple(first or files)[:SAMPLES],
        here=tuple(draft.here),
        to_open=_to_open(first, draft.here) if settings.kind == "ingest" else None,
        new_folders=() if settings.kind == "trash" else tuple(_new_folders(files, roots(settings))),
    )


def _is_first_copy(file: PlannedFile, settings: DeliverySettings) -> bool:
    """Whether it goes to the destination and not to the backup; either may lie in the other."""
    to, backup = settings.destination, settings.backup
    if backup is None or not file.target.is_relative_to(backup):
        return True
    return file.target.is_relative_to(to) and to.is_relative_to(backup)


def _to_open(files: Sequence[PlannedFile], here: Sequence[Path]) -> Path | None:
    """The innermost folder of all new pictures, or else that of the most frames that are here already."""
    folders = {file.target.parent for file in files if file.target.suffix.lower() in PHOTO_SUFFIXES}
    return Path(os.path.commonpath(folders)) if folders else next(iter(here), None)


def _elsewhere(bundles: Sequence[Bundle], settings: DeliverySettings, draft: Draft) -> list[Bundle]:
    """The frames that are not yet where they shall go: delivered again into a folder of the shoot (its
    rejects), those that are in it stay as they are."""
    to = settings.destination
    if settings.kind == "trash" or settings.root is None or settings.root not in to.parents:
        return list(bundles)
    here = [bundle for bundle in bundles if bundle.files[0].path.is_relative_to(to)]
    draft.present += [path for bundle in here for path in bundle.paths]
    return [bundle for bundle in bundles if not bundle.files[0].path.is_relative_to(to)]


def _able(bundles: Sequence[Bundle], settings: DeliverySettings, draft: Draft) -> list[Bundle]:
    """The frames that can be delivered in this way; of the others the draft says why not."""
    volumes = cards.volumes()
    linkable: dict[Path, bool] = {}
    able = []
    for bundle in bundles:
        folder = bundle.files[0].path.parent
        if settings.kind == "hardlink" and folder not in linkable:
            linkable[folder] = same_volume(folder, settings.destination)
        if not linkable.get(folder, True):
            why: str | None = "a hard link cannot lead to another disk; copy it instead"
        else:
            why = _why_not_taken(bundle, volumes) if settings.kind in _TAKING else None
        if why is None:
            able.append(bundle)
        else:
            draft.problems.append(Problem(bundle.files[0].path, why))
    return able


def _why_not_taken(bundle: Bundle, volumes: Sequence[cards.Volume]) -> str | None:
    """Why a frame must not go from where it is; None where it may."""
    volume = cards.volume_of(bundle.files[0].path, volumes)
    if volume is not None and volume.dcim:
        return "on a memory card, from which nothing is removed; copy it instead"
    if any(path.is_symlink() for path in bundle.paths):
        return "a link to another file; copy it instead"
    if is_read_only(bundle.files[0].path.parent):
        return "on a read-only disk, from which nothing can be removed; copy it instead"
    return None


def _planned(bundle: Bundle, source: Path, target: Path) -> PlannedFile:
    file = next(file for file in bundle.files if file.path == source)
    return PlannedFile(source, target, file.size, file.mtime_ns, bundle.frame_id, bundle.number)


def _subfolder(bundle: Bundle, settings: DeliverySettings, template: Template) -> Path:
    """The frame's folder below the shoot's, where sub-folders are kept; the template's take their place."""
    folder = bundle.files[0].path.parent
    if settings.flat or template.folders or settings.root is None or not folder.is_relative_to(settings.root):
        return Path()
    return folder.relative_to(settings.root)


def _new_folders(files: Sequence[PlannedFile], roots: Sequence[Path]) -> list[Path]:
    """The folders that must be made, those above before those in them."""
    new: set[Path] = set()
    for folder in {*roots, *(file.target.parent for file in files)}:
        while folder not in new and not os.path.lexists(folder):
            new.add(folder)
            folder = folder.parent
    return sorted(new)
