"""What the delivery dialogs say: ways, states, sizes, and what came of a delivery."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from aesthcull.catalogue.deliveries import Delivery
from aesthcull.exchange.delivery.settings import DeliveryPlan, DeliveryReport, Kind
from aesthcull.gui import problems

translate = QCoreApplication.translate  # by this name lupdate finds the texts


def size(amount: int) -> str:
    """“1.2 GB”."""
    return QLocale().formattedDataSize(amount, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def ways() -> dict[Kind, str]:
    """The ways of delivering, as they are offered."""
    return {
        "copy": translate("Delivery", "Copy"),
        "move": translate("Delivery", "Move"),
        "hardlink": translate("Delivery", "Hard link (takes no extra space)"),
        "trash": translate("Delivery", "Move to the system's trash"),
    }


def collisions() -> dict[str, str]:
    """What is done where a name is taken."""
    return {
        "skip": translate("Delivery", "Skip identical files, number others"),
        "number": translate("Delivery", "Add a number"),
        "refuse": translate("Delivery", "Skip the frame"),
    }


def meanings() -> dict[str, str]:
    """The words of a naming template."""
    return {
        "name": translate("Delivery", "original file name"),
        "date": translate("Delivery", "capture date: {date:%Y} year, %m month, %d day"),
        "time": translate("Delivery", "capture time: {time:%H} hour, %M minute, %S second"),
        "sequence": translate("Delivery", "1, 2, 3 …; {sequence:04}: 0001"),
        "camera": translate("Delivery", "camera make and model"),
        "lens": translate("Delivery", "lens"),
        "rating": translate("Delivery", "rating, 0 to 5"),
        "flag": translate("Delivery", "flag: pick, reject or empty"),
        "label": translate("Delivery", "label: a colour or empty"),
        "title": translate("Delivery", "title"),
        "folder": translate("Delivery", "folder of the frame"),
        "shoot": translate("Delivery", "folder of the shoot"),
    }


def to_trash() -> str:
    """Where what goes to the trash goes."""
    return translate("Delivery", "to the trash")


def kind_of(found: Delivery) -> str:
    """A past delivery's way."""
    return {
        "copy": translate("Delivery", "copied"),
        "move": translate("Delivery", "moved"),
        "hardlink": translate("Delivery", "linked"),
        "trash": to_trash(),
        "ingest": translate("Delivery", "from a card"),
    }.get(found.kind, found.kind)


def is_cut_short(found: Delivery) -> bool:
    """Whether there are files of which it was not yet tried, or which are under way."""
    under_way = any(found.states.get(state) for state in ("planned", "copied", "back"))
    return found.state in ("open", "undoing") and under_way


def state_of(found: Delivery) -> str:
    """How far a past delivery has come."""
    told = {
        "open": translate("Delivery", "{0:,} of {1:,} files").format(found.done, found.files),
        "undoing": translate("Delivery", "partly undone"),
        "undone": translate("Delivery", "undone"),
        "done": translate("Delivery", "done"),
    }[found.state]
    if is_cut_short(found):
        told = translate("Delivery", "interrupted: {0}").format(told)
    if found.failed:
        told += translate("Delivery", ", {0:,} failed").format(found.failed)
    return told


def frames(number: int) -> str:
    """“1 frame”, “12 frames”."""
    one, more = translate("Delivery", "1 frame"), translate("Delivery", "{0:,} frames")
    return one if number == 1 else more.format(number)


def files(number: int) -> str:
    """“1 file”, “12 files”."""
    one, more = translate("Delivery", "1 file"), translate("Delivery", "{0:,} files")
    return one if number == 1 else more.format(number)


def planned(plan: DeliveryPlan) -> str:
    """What a plan comes to, in one line: frames, files, sizes, room."""
    parts = [frames(plan.frames), files(len(plan.files)), size(plan.total_bytes)]
    if plan.present:
        parts.append(translate("Delivery", "{0} already there").format(files(len(plan.present))))
    if plan.problems:
        parts.append(translate("Delivery", "{0} cannot be delivered").format(frames(len(plan.problems))))
    for space in plan.spaces:
        told = translate("Delivery", "not enough space on {2}: {0} free, {1} needed")
        if space.fits:
            told = translate("Delivery", "{0} free on {2}")
        parts.append(told.format(size(space.free), size(space.needed), space.folder))
    return "  ·  ".join(parts)


def outcome(report: DeliveryReport, *, undone: bool = False) -> str:
    """What was done, in one or two lines."""
    told = {
        "copy": translate("Delivery", "Copied and verified: {0}, {1}, {2}"),
        "move": translate("Delivery", "Moved: {0}, {1}, {2}"),
        "hardlink": translate("Delivery", "Linked: {0}, {1}"),
        "trash": translate("Delivery", "In the trash: {0}, {1}, {2}"),
        "ingest": translate("Delivery", "Copied from the card and verified: {0}, {1}, {2}"),
    }[report.settings.kind]
    if undone:
        told = translate("Delivery", "Undone: {0}, {1}")
    parts = [told.format(frames(report.frames), files(report.done), size(report.bytes))]
    if report.present:
        parts.append(translate("Delivery", "{0} already there").format(files(report.present)))
    if report.problems:
        parts.append(translate("Delivery", "left alone: {0}").format(files(len(report.problems))))
    lines = ["; ".join(parts) + "."]
    if report.stopped:
        lines.append(problems.said(report.stopped))
    return "\n".join(lines)
