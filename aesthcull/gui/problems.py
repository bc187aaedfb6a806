"""Why a file could not be used, which the lower layers say in English, in the user's language.

As in `reasons`, what is said is read back by its form; what has another form, such as a library's own
message, is shown as it is.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

translate = QCoreApplication.translate  # by this name lupdate finds the texts

OF_SYSTEM = (
    QT_TRANSLATE_NOOP("Problems", "no such file or directory"),
    QT_TRANSLATE_NOOP("Problems", "permission denied"),
    QT_TRANSLATE_NOOP("Problems", "operation not permitted"),
    QT_TRANSLATE_NOOP("Problems", "no space left on device"),
    QT_TRANSLATE_NOOP("Problems", "read-only file system"),
    QT_TRANSLATE_NOOP("Problems", "input/output error"),
    QT_TRANSLATE_NOOP("Problems", "not a directory"),
    QT_TRANSLATE_NOOP("Problems", "is a directory"),
    QT_TRANSLATE_NOOP("Problems", "file exists"),
    QT_TRANSLATE_NOOP("Problems", "file name too long"),
    QT_TRANSLATE_NOOP("Problems", "device or resource busy"),
    QT_TRANSLATE_NOOP("Problems", "stale file handle"),
)
OF_FILES = (
    QT_TRANSLATE_NOOP("Problems", "the file is empty"),
    QT_TRANSLATE_NOOP("Problems", "the file is truncated"),
    QT_TRANSLATE_NOOP("Problems", "the file is truncated or damaged"),
    QT_TRANSLATE_NOOP("Problems", "the file is damaged"),
    QT_TRANSLATE_NOOP("Problems", "its header is damaged"),
    QT_TRANSLATE_NOOP("Problems", "the file is damaged, or not of the kind that its name says"),
    QT_TRANSLATE_NOOP("Problems", "not a picture of a known kind, or its header is damaged"),
    QT_TRANSLATE_NOOP("Problems", "not a RAW that is known, or its header is damaged"),
    QT_TRANSLATE_NOOP("Problems", "it is damaged, or in a form that is not supported"),
    QT_TRANSLATE_NOOP("Problems", "not enough memory to decode it"),
    QT_TRANSLATE_NOOP("Problems", "the decoder crashed"),
    QT_TRANSLATE_NOOP("Problems", "RAWs of this camera cannot be read yet"),
    QT_TRANSLATE_NOOP(
        "Problems", "DNGs of floating-point numbers, deflated without a predictor, are not supported"
    ),
    QT_TRANSLATE_NOOP("Problems", "a frame of this name is there already"),
    QT_TRANSLATE_NOOP("Problems", "gone since it was planned; scan the shoot again"),
    QT_TRANSLATE_NOOP("Problems", "changed while it was copied"),
    QT_TRANSLATE_NOOP("Problems", "changed since it was copied; it stays"),
    QT_TRANSLATE_NOOP("Problems", "what was written differs from what was read"),
    QT_TRANSLATE_NOOP("Problems", "something of this name has come to be there"),
    QT_TRANSLATE_NOOP("Problems", "a hard link cannot lead to another disk; copy it instead"),
    QT_TRANSLATE_NOOP("Problems", "on a memory card, from which nothing is removed; copy it instead"),
    QT_TRANSLATE_NOOP("Problems", "on a read-only disk, from which nothing can be removed; copy it instead"),
    QT_TRANSLATE_NOOP("Problems", "kept: its original is gone"),
    QT_TRANSLATE_NOOP("Problems", "kept: it was changed since"),
    QT_TRANSLATE_NOOP("Problems", "kept: its original is gone, was changed, or is but a link to it"),
    QT_TRANSLATE_NOOP("Problems", "a link to another file; copy it instead"),
    QT_TRANSLATE_NOOP("Problems", "gone; was it pulled out?"),
    QT_TRANSLATE_NOOP("Problems", "the disk is full"),
    QT_TRANSLATE_NOOP("Problems", "the disk quota is used up"),
    QT_TRANSLATE_NOOP("Problems", "the system refused it"),
    QT_TRANSLATE_NOOP("Problems", "damaged or changed since it was brought; brought again, beside it"),
    QT_TRANSLATE_NOOP("Problems", "a backup goes with copies only"),
    QT_TRANSLATE_NOOP("Problems", "restore it from the system's trash"),
    QT_TRANSLATE_NOOP("Problems", "cannot be written to"),
    QT_TRANSLATE_NOOP("Problems", "not a folder"),
    QT_TRANSLATE_NOOP("Problems", "not there; plug in its disk or card, or make the folder again"),
    QT_TRANSLATE_NOOP("Problems", "lies on the card itself"),
    QT_TRANSLATE_NOOP("Problems", "is the shoot itself, which would get its frames twice"),
    QT_TRANSLATE_NOOP("Problems", "lies in the shoot itself: the copies will be frames of it, too"),
    QT_TRANSLATE_NOOP("Problems", "removed since; the rest of its frame is back"),
    QT_TRANSLATE_NOOP(
        "Problems", "says something else than the one that is here, which is kept; not brought"
    ),
    QT_TRANSLATE_NOOP("Problems", "1 frame is here in part only; brought whole"),
)
# Forms with the text that says each again.
_FORMS = (
    (
        r"(.+) \(another file of the frame is shown\)",
        QT_TRANSLATE_NOOP("Problems", "{0} (another file of the frame is shown)"),
    ),
    (
        r"decoding it took longer than (\d+) s",
        QT_TRANSLATE_NOOP("Problems", "decoding it took longer than {0} s"),
    ),
    (
        r"its decoder stood still; it was ended after (\d+) s",
        QT_TRANSLATE_NOOP("Problems", "its decoder stood still; it was ended after {0} s"),
    ),
    (
        r"the machine was too busy to decode it within (\d+) s",
        QT_TRANSLATE_NOOP("Problems", "the machine was too busy to decode it within {0} s"),
    ),
    (
        r"reading it did not get on for (\d+) s",
        QT_TRANSLATE_NOOP("Problems", "reading it did not get on for {0} s"),
    ),
    (
        r"it holds ([\d,]+) keywords, and ([\d,]+) are the most that are read",
        QT_TRANSLATE_NOOP("Problems", "it holds {0} keywords, and {1} are the most that are read"),
    ),
    (
        r"another delivery, (\d+), is at work on it: go on with that, or take it back",
        QT_TRANSLATE_NOOP(
            "Problems", "another delivery, {0}, is at work on it: go on with that, or take it back"
        ),
    ),
    (
        r"another aesthcull is at work on delivery (\d+)",
        QT_TRANSLATE_NOOP("Problems", "another aesthcull is at work on delivery {0}"),
    ),
    (
        r"1 file is in a backup only; brought again to (.+)",
        QT_TRANSLATE_NOOP("Problems", "1 file is in a backup only; brought again to {0}"),
    ),
    (
        r"([\d,]+) files are in a backup only; brought again to (.+)",
        QT_TRANSLATE_NOOP("Problems", "{0} files are in a backup only; brought again to {1}"),
    ),
    (
        r"([\d,]+) frames are here in part only; brought whole",
        QT_TRANSLATE_NOOP("Problems", "{0} frames are here in part only; brought whole"),
    ),
    (
        r"1 frame is here already, in (.+)",
        QT_TRANSLATE_NOOP("Problems", "1 frame is here already, in {0}"),
    ),
    (
        r"([\d,]+) frames are here already, in (.+)",
        QT_TRANSLATE_NOOP("Problems", "{0} frames are here already, in {1}"),
    ),
    (
        r"1 frame has no time of capture; named by the file's time, as (.+)",
        QT_TRANSLATE_NOOP("Problems", "1 frame has no time of capture; named by the file's time, as {0}"),
    ),
    (
        r"([\d,]+) frames have no time of capture; named by the file's time, as (.+)",
        QT_TRANSLATE_NOOP("Problems", "{0} frames have no time of capture; named by the file's time, as {1}"),
    ),
    (
        r"left on the card, neither pictures nor recordings: (.+)",
        QT_TRANSLATE_NOOP("Problems", "left on the card, neither pictures nor recordings: {0}"),
    ),
    (
        r"1 frame is left out: brought earlier into this shoot, as copies of what is delivered now",
        QT_TRANSLATE_NOOP(
            "Problems",
            "1 frame is left out: brought earlier into this shoot, as copies of what is delivered now",
        ),
    ),
    (
        r"([\d,]+) frames are left out: brought earlier into this shoot, as copies of what is delivered now",
        QT_TRANSLATE_NOOP(
            "Problems",
            "{0} frames are left out: brought earlier into this shoot, as copies of what is delivered now",
        ),
    ),
    (
        r"the backup must lie apart from (.+)",
        QT_TRANSLATE_NOOP("Problems", "the backup must lie apart from {0}"),
    ),
    (
        r"(.+ .?B) are needed, (.+ .?B) are free",
        QT_TRANSLATE_NOOP("Problems", "{0} are needed, {1} are free"),
    ),
    (
        r"(\d+ × \d+) pixels are refused: more than (\d+) megapixels \(a decompression bomb\?\)",
        QT_TRANSLATE_NOOP("Problems", "{0} pixels are refused: more than {1} megapixels"),
    ),
    (r"(.+); scan the shoot again", QT_TRANSLATE_NOOP("Problems", "{0}; scan the shoot again")),
    (
        r"(.+); was it pulled out, or moved\?",
        QT_TRANSLATE_NOOP("Problems", "{0}; was it pulled out, or moved?"),
    ),
    (r"cannot be decoded: (.+)", QT_TRANSLATE_NOOP("Problems", "cannot be decoded: {0}")),
    (
        r"cannot be put into the trash: (.+)",
        QT_TRANSLATE_NOOP("Problems", "cannot be put into the trash: {0}"),
    ),
    (r"folder cannot be read: (.+)", QT_TRANSLATE_NOOP("Problems", "folder cannot be read: {0}")),
    (r"not delivered: (.+)", QT_TRANSLATE_NOOP("Problems", "not delivered: {0}")),
    (r"not written: (.+)", QT_TRANSLATE_NOOP("Problems", "not written: {0}")),
)
_KNOWN = frozenset(map(str, (*OF_SYSTEM, *OF_FILES)))


def said(reason: str) -> str:
    """A reason in the user's language; a path before it, as in “/photos: permission denied”, stays."""
    if reason in _KNOWN:
        return translate("Problems", reason)
    for form, text in _FORMS:
        found = re.fullmatch(form, reason)
        if found:
            return translate("Problems", str(text)).format(*map(said, found.groups()))
    path, colon, rest = reason.partition(": ")
    return f"{path}{colon}{said(rest)}" if colon else reason
