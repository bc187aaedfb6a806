"""What the delivery dialogs say: ways, states, sizes, and what came of a delivery."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from aesthcull.catalogue.deliveries import Delivery
from aesthcull.exchange.delivery.settings import DeliveryPlan, DeliveryReport, Kind

translate = QCoreApplication.translate  # by this name lupdate finds the texts


def size(amount: int) -> str:
    """“1.2 GB”."""
    return QLocale().formattedDataSize(amount, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def ways() -> dict[Kind, str]:
    """The ways of delivering, as they are offered."""
    return {
        "copy": translate("Delivery", "Copy"),
        "move": translate("Delivery", "Move"),
        "hardlink": translate("Delivery", "Hard link (takes no room)"),
        "trash": translate("Delivery", "Move to the system's trash"),
    }


def collisions() -> dict[str, str]:
    """What is done where a name is taken."""
    return {
        "skip": translate("Delivery", "Pass over what is there already, number what differs"),
        "number": translate("Delivery", "Number it"),
        "refuse": translate("Delivery", "Leave the frame where it is"),
    }


def meanings() -> dict[str, str]:
    """The words of a naming template."""
    return {
        "name": translate("Delivery", "the name that the camera gave"),
        "date": translate("Delivery", "day it was taken: {date:%Y} year, %m month, %d day"),
        "time": translate("Delivery", "time it was taken: {time:%H} hour, %M minute, %S second"),
        "sequence": translate("Delivery", "1, 2, 3 …; {sequence:04}: 0001"),
        "camera": translate("Delivery", "make and model"),
        "lens": translate("Delivery", "the lens"),
        "rating": translate("Delivery", "stars, 0 to 5"),
        "flag": translate("Delivery", "pick, reject or nothing"),
        "label": translate("Delivery", "the colour, or nothing"),
        "title": translate("Delivery", "the title"),
        "folder": translate("Delivery", "the folder that it lies in"),
        "shoot": translate("Delivery", "the shoot's folder"),
    }


def kind_of(found: Delivery) -> str:
    """A past delivery's way."""
    return {
        "copy": translate("Delivery", "copied"),
        "move": translate("Delivery", "moved"),
        "hardlink": translate("Delivery", "linked"),
        "trash": translate("Delivery", "to the trash"),
        "ingest": translate("Delivery", "from a card"),
    }.get(found.kind, found.kind)


def state_of(found: Delivery) -> str:
    """How far a past delivery has come."""
    told = {
        "open": translate("Delivery", "cut short: {0:,} of {1:,}").format(found.done, found.files),
        "undoing": translate("Delivery", "taking back was cut short"),
        "undone": translate("Delivery", "taken back"),
        "done": translate("Delivery", "done"),
    }[found.state]
    if found.failed:
        failed = translate("Delivery", "{0:,} failed").format(found.failed)
        return f"{told}, {failed}"
    return told


def planned(plan: DeliveryPlan) -> str:
    """What a plan comes to, in one line: frames, files, sizes, room."""
    parts = [
        translate("Delivery", "{0:,} frames, {1:,} files, {2}").format(
            plan.frames, len(plan.files), size(plan.total_bytes)
        )
    ]
    if plan.present:
        parts.append(translate("Delivery", "{0:,} files are there already").format(len(plan.present)))
    if plan.problems:
        parts.append(translate("Delivery", "{0:,} cannot be delivered").format(len(plan.problems)))
    for space in plan.spaces:
        told = translate("Delivery", "{0} free of {1} needed on {2}")
        if space.fits:
            told = translate("Delivery", "{0} free on {2}")
        parts.append(told.format(size(space.free), size(space.needed), space.folder))
    return "  ·  ".join(parts)


def outcome(report: DeliveryReport, *, undone: bool = False) -> str:
    """What was done, in one or two lines."""
    told = {
        "copy": translate("Delivery", "{0:,} frames were copied and verified: {1:,} files, {2}"),
        "move": translate("Delivery", "{0:,} frames were moved: {1:,} files, {2}"),
        "hardlink": translate("Delivery", "{0:,} frames were linked: {1:,} files"),
        "trash": translate("Delivery", "{0:,} frames are in the trash: {1:,} files, {2}"),
        "ingest": translate(
            "Delivery", "{0:,} frames were copied from the card and verified: {1:,} files, {2}"
        ),
    }[report.settings.kind]
    if undone:
        told = translate("Delivery", "{0:,} frames were taken back: {1:,} files")
    parts = [told.format(report.frames, report.done, size(report.bytes))]
    if report.present:
        parts.append(translate("Delivery", "{0:,} files were there already").format(report.present))
    if report.problems:
        parts.append(translate("Delivery", "{0:,} were left as they were").format(len(report.problems)))
    lines = ["; ".join(parts) + "."]
    if report.stopped:
        lines.append(report.stopped)
    return "\n".join(lines)
