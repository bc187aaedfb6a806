"""What is said of sidecars, in the user's language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from aesthcull.gui import problems
from aesthcull.photos.problems import Problem
from aesthcull.pipeline.sidecar_reading import ReadReport
from aesthcull.pipeline.sidecar_writing import WriteReport

translate = QCoreApplication.translate  # by this name lupdate finds the texts


def step_name(count: int) -> str:
    """What Undo says of marks that came with sidecars."""
    if count == 1:
        return translate("Xmp", "Read XMP of a frame")
    return translate("Xmp", "Read XMP of {0} frames").format(f"{count:,}")


def read_words(report: ReadReport) -> str:
    """What reading did, in a sentence or two."""
    said = [*_taken_words(len(report.frames)), *asking_words(len(report.asking))]
    if not said and report.read:
        said = [translate("Xmp", "The XMP matches the frames.")]
    elif not said:
        said = [translate("Xmp", "No XMP has changed.")]
    return " ".join([*said, *problem_words([*report.problems, *report.damaged])])


def _taken_words(changed: int) -> list[str]:
    if changed == 1:
        return [translate("Xmp", "Marks of 1 frame were updated from its XMP.")]
    text = translate("Xmp", "Marks of {0} frames were updated from their XMP.")
    return [text.format(f"{changed:,}")] if changed else []


def written_words(report: WriteReport, *, automatic: bool = False) -> str:
    """What writing did; empty where it was automatic and all is well."""
    count = len(report.written)
    said = []
    if not automatic:
        if count == 1:
            said.append(translate("Xmp", "Wrote {0}.").format(report.written[0].name))
        elif count:
            said.append(translate("Xmp", "Wrote {0} sidecars.").format(f"{count:,}"))
        elif not report.problems and not report.asking:
            said.append(translate("Xmp", "Nothing to write: the sidecars are up to date."))
        said += _taken_words(len(report.read.frames))
    return " ".join([*said, *asking_words(len(report.asking)), *problem_words(report.problems)])


def asking_words(count: int) -> list[str]:
    """That frames wait for a decision; nothing where none does."""
    if not count:
        return []
    if count == 1:
        return [translate("Xmp", "1 frame was changed both here and in its file: decide which to keep.")]
    text = translate("Xmp", "{0} frames were changed both here and in their files: decide which to keep.")
    return [text.format(f"{count:,}")]


def problem_words(found: Sequence[Problem]) -> list[str]:
    """The first problem by name, and how many more there are; nothing where there is none."""
    if not found:
        return []
    first = f"{found[0].path.name}: {problems.said(found[0].reason)}."
    if len(found) == 1:
        return [first]
    return [first, translate("Xmp", "And {0} more.").format(f"{len(found) - 1:,}")]
