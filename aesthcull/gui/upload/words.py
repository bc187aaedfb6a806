"""What exchange.upload remarks about a frame, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from aesthcull.exchange.upload.remarks import Remark
from aesthcull.gui import problems

translate = QCoreApplication.translate  # by this name lupdate finds the texts

FORMS = (
    QT_TRANSLATE_NOOP("Upload", "the file is missing"),
    QT_TRANSLATE_NOOP("Upload", "cannot be read: {0}"),
    QT_TRANSLATE_NOOP("Upload", "its size in pixels is not known yet: scan the shoot again"),
    QT_TRANSLATE_NOOP("Upload", "is a RAW file without a JPEG; {0} accepts {1}"),
    QT_TRANSLATE_NOOP("Upload", "is {0}; {1} accepts {2}"),
    QT_TRANSLATE_NOOP("Upload", "rename the file: a CSV cannot hold its name safely"),
    QT_TRANSLATE_NOOP("Upload", "{0} asks for file names without special characters and accents"),
    QT_TRANSLATE_NOOP("Upload", "the file name has {0} characters; {1} asks for at most {2}"),
    QT_TRANSLATE_NOOP(
        "Upload", "another frame has the same file name; agencies need a different one for each"
    ),
    QT_TRANSLATE_NOOP("Upload", "the file has {0} MB; {1} accepts at most {2}"),
    QT_TRANSLATE_NOOP("Upload", "the file has {0} MB; {1} requires at least {2}"),
    QT_TRANSLATE_NOOP("Upload", "has {0} megapixels; {1} requires at least {2}"),
    QT_TRANSLATE_NOOP("Upload", "has {0} megapixels; {1} accepts at most {2}"),
    QT_TRANSLATE_NOOP("Upload", "its shorter side has {0} pixels; {1} requires at least {2}"),
    QT_TRANSLATE_NOOP("Upload", "its longer side has {0} pixels; {1} accepts at most {2}"),
    QT_TRANSLATE_NOOP("Upload", "has no title"),
    QT_TRANSLATE_NOOP("Upload", "the title has {0} characters; {1} accepts at most {2}"),
    QT_TRANSLATE_NOOP("Upload", "the title has {0} characters; {1} requires at least {2}"),
    QT_TRANSLATE_NOOP("Upload", "the title has {0} characters; {1} recommends at most {2}"),
    QT_TRANSLATE_NOOP("Upload", "the title is written as “{0}”, which no spreadsheet runs as a formula"),
    QT_TRANSLATE_NOOP("Upload", "has no title: the description is used"),
    QT_TRANSLATE_NOOP("Upload", "the title is made from keywords: agencies reject lists of words"),
    QT_TRANSLATE_NOOP("Upload", "has the same title as {0}"),
    QT_TRANSLATE_NOOP("Upload", "has no description"),
    QT_TRANSLATE_NOOP("Upload", "the description has {0} characters; {1} accepts at most {2}"),
    QT_TRANSLATE_NOOP("Upload", "the description has {0} characters; {1} requires at least {2}"),
    QT_TRANSLATE_NOOP("Upload", "the description has {0} characters; {1} recommends at most {2}"),
    QT_TRANSLATE_NOOP(
        "Upload", "the description is written as “{0}”, which no spreadsheet runs as a formula"
    ),
    QT_TRANSLATE_NOOP("Upload", "has no description: the title is used"),
    QT_TRANSLATE_NOOP("Upload", "has no keywords"),
    QT_TRANSLATE_NOOP("Upload", "has {0} keywords; {2} requires at least {1}"),
    QT_TRANSLATE_NOOP("Upload", "only {0} keywords are written, not: {1}"),
    QT_TRANSLATE_NOOP("Upload", "the keywords are written so that no spreadsheet runs them as a formula"),
    QT_TRANSLATE_NOOP("Upload", "has no category"),
    QT_TRANSLATE_NOOP("Upload", "category suggested by the keyword “{0}”"),
    QT_TRANSLATE_NOOP("Upload", "{0} has no category “{1}”"),
    QT_TRANSLATE_NOOP("Upload", "has {0} categories; {1} accepts at most {2}"),
    QT_TRANSLATE_NOOP("Upload", "in the same series as {0}: agencies reject similar frames"),
)


def said(remark: Remark) -> str:
    """A remark in the user's language, as a sentence without its full stop."""
    values = map(problems.said, remark.values) if remark.form == "cannot be read: {0}" else remark.values
    text = translate("Upload", remark.form).format(*values)
    return text[:1].upper() + text[1:]
