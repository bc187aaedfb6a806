"""What a frame is called where it is shown: by its file, and by those that belong to it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from aesthcull.catalogue.records import Frame, StoredFile

translate = QCoreApplication.translate


def name_of(frame: Frame) -> str:
    """“IMG_1.JPG + CR2”."""
    return " + ".join([frame.path.name, *(file_type(file) for file in frame.other_files)])


def pair_words(frame: Frame) -> str:
    """What is to be known of a frame's RAW and the picture beside it; empty when they are of one making."""
    if not frame.other_files:
        return ""
    texts = {
        "edited": translate("Summary", "{0} edited after {1} was taken"),
        "other time": translate("Summary", "{0} and {1} not taken at the same time"),
    }
    kinds = file_type(frame.file), " + ".join(file_type(file) for file in frame.other_files)
    return texts.get(frame.pair or "", "").format(*kinds)


def file_type(file: StoredFile) -> str:
    """“JPG”."""
    return file.path.suffix[1:].upper() or translate("Summary", "no type")
