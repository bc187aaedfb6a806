"""The reasons of a series, which the catalogue keeps in English, in the user's language.

They are read back by their forms (series.suggest, series.faults, series.grouping); what has another form, as
that of an older or newer version may, is shown as it is.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

translate = QCoreApplication.translate  # by this name lupdate finds the texts

# The words of measures; other languages need them as adverbs or nouns.
_WORDS = (
    QT_TRANSLATE_NOOP("Reasons", "sharpest"),
    QT_TRANSLATE_NOOP("Reasons", "highlights kept"),
    QT_TRANSLATE_NOOP("Reasons", "not too dark"),
    QT_TRANSLATE_NOOP("Reasons", "no motion blur"),
    QT_TRANSLATE_NOOP("Reasons", "least noise"),
    QT_TRANSLATE_NOOP("Reasons", "least noisy"),
    QT_TRANSLATE_NOOP("Reasons", "least compressed"),
    QT_TRANSLATE_NOOP("Reasons", "well exposed"),
    QT_TRANSLATE_NOOP("Reasons", "best exposed"),
    QT_TRANSLATE_NOOP("Reasons", "least degraded-looking"),
    QT_TRANSLATE_NOOP("Reasons", "most neutral colours"),
    QT_TRANSLATE_NOOP("Reasons", "most level horizon"),
    QT_TRANSLATE_NOOP("Reasons", "highest aesthetic"),
    QT_TRANSLATE_NOOP("Reasons", "fewest faults"),
    QT_TRANSLATE_NOOP("Reasons", "sharper than"),
    QT_TRANSLATE_NOOP("Reasons", "less noise than"),
    QT_TRANSLATE_NOOP("Reasons", "less compressed than"),
    QT_TRANSLATE_NOOP("Reasons", "first taken"),
    QT_TRANSLATE_NOOP("Reasons", "first by name"),
    QT_TRANSLATE_NOOP("Reasons", "panorama"),
    QT_TRANSLATE_NOOP("Reasons", "exposure bracket"),
)
# Forms with the text that says each again; more particular ones first.
_FORMS = (
    (r"(.+) \(([\d.]+) against ([\d.]+)\)", QT_TRANSLATE_NOOP("Reasons", "{0} ({1} against {2})")),
    (r"ties with (\d+) other: (.+)", QT_TRANSLATE_NOOP("Reasons", "ties with {0} other: {1}")),
    (r"ties with (\d+) others: (.+)", QT_TRANSLATE_NOOP("Reasons", "ties with {0} others: {1}")),
    (r"among the (\d+) (.+) of (\d+|the \d+ left)", QT_TRANSLATE_NOOP("Reasons", "among the {0} {1} of {2}")),
    (r"the only one (.+) of (\d+|the \d+ left)", QT_TRANSLATE_NOOP("Reasons", "the only one {0} of {1}")),
    (r"(.+ than) (\d+) of (\d+|the \d+ left)", QT_TRANSLATE_NOOP("Reasons", "{0} {1} of {2}")),
    (r"(.+) of (\d+): belongs together", QT_TRANSLATE_NOOP("Reasons", "{0} of {1}: belongs together")),
    (r"(.+) of (\d+|the \d+ left)", QT_TRANSLATE_NOOP("Reasons", "{0} of {1}")),
    (r"the (\d+) left", QT_TRANSLATE_NOOP("Reasons", "the {0} left")),
)


def said(reason: str) -> str:
    """A reason in the user's language."""
    for form, text in _FORMS:
        found = re.fullmatch(form, reason)
        if found:
            return translate("Reasons", str(text)).format(*map(said, found.groups()))
    return translate("Reasons", reason)
