"""What exchange.upload remarks about a frame, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from aesthcull.exchange.upload.remarks import Remark

translate = QCoreApplication.translate  # by this name lupdate finds the texts

FORMS = (
    QT_TRANSLATE_NOOP("Upload", "the file is missing"),
    QT_TRANSLATE_NOOP("Upload", "cannot be read: {0}"),
    QT_TRANSLATE_NOOP("Upload", "its pixels are not known yet: scan the shoot again"),
    QT_TRANSLATE_NOOP("Upload", "is a RAW without a picture beside it; {0} takes {1}"),
    QT_TRANSLATE_NOOP("Upload", "is {0}; {1} takes {2}"),
    QT_TRANSLATE_NOOP("Upload", "rename the file: a CSV cannot hold its name safely"),
    QT_TRANSLATE_NOOP("Upload", "{0} asks for file names without special characters and accents"),
    QT_TRANSLATE_NOOP("Upload", "the file name has {0} characters, {1} asks for {2} at most"),
    QT_TRANSLATE_NOOP("Upload", "another frame has the same file name, by which agencies tell them apart"),
    QT_TRANSLATE_NOOP("Upload", "the file has {0} MB, {1} takes {2}"),
    QT_TRANSLATE_NOOP("Upload", "the file has {0} MB, {1} wants {2} or more"),
    QT_TRANSLATE_NOOP("Upload", "has {0} megapixels, {1} wants {2} or more"),
    QT_TRANSLATE_NOOP("Upload", "has {0} megapixels, {1} takes {2}"),
    QT_TRANSLATE_NOOP("Upload", "its shorter side has {0} pixels, {1} wants {2} or more"),
    QT_TRANSLATE_NOOP("Upload", "its longer side has {0} pixels, {1} takes {2}"),
    QT_TRANSLATE_NOOP("Upload", "has no title"),
    QT_TRANSLATE_NOOP("Upload", "the title has {0} characters, {1} takes {2}"),
    QT_TRANSLATE_NOOP("Upload", "the title has {0} characters, {1} wants {2} or more"),
    QT_TRANSLATE_NOOP("Upload", "the title has {0} characters, {1} advises {2} at most"),
    QT_TRANSLATE_NOOP("Upload", "the title is written as “{0}”, which no spreadsheet runs as a formula"),
    QT_TRANSLATE_NOOP("Upload", "has no title: the description stands in for it"),
    QT_TRANSLATE_NOOP("Upload", "a title made from keywords: agencies reject lists of words"),
    QT_TRANSLATE_NOOP("Upload", "has the same title as {0}"),
    QT_TRANSLATE_NOOP("Upload", "has no description"),
    QT_TRANSLATE_NOOP("Upload", "the description has {0} characters, {1} takes {2}"),
    QT_TRANSLATE_NOOP("Upload", "the description has {0} characters, {1} wants {2} or more"),
    QT_TRANSLATE_NOOP("Upload", "the description has {0} characters, {1} advises {2} at most"),
    QT_TRANSLATE_NOOP(
        "Upload", "the description is written as “{0}”, which no spreadsheet runs as a formula"
    ),
    QT_TRANSLATE_NOOP("Upload", "has no description: the title stands in for it"),
    QT_TRANSLATE_NOOP("Upload", "has no keywords"),
    QT_TRANSLATE_NOOP("Upload", "has {0} of the {1} keywords that {2} wants"),
    QT_TRANSLATE_NOOP("Upload", "keywords beyond {0} are left out: {1}"),
    QT_TRANSLATE_NOOP("Upload", "the keywords are written so that no spreadsheet runs them as a formula"),
    QT_TRANSLATE_NOOP("Upload", "has no category"),
    QT_TRANSLATE_NOOP("Upload", "category suggested by the keyword “{0}”"),
    QT_TRANSLATE_NOOP("Upload", "{0} has no category “{1}”"),
    QT_TRANSLATE_NOOP("Upload", "{0} categories, {1} takes {2}"),
    QT_TRANSLATE_NOOP("Upload", "of one series with {0}: agencies reject similars"),
)


def said(remark: Remark) -> str:
    """A remark in the user's language, as a sentence without its full stop."""
    text = translate("Upload", remark.form).format(*remark.values)
    return text[:1].upper() + text[1:]
