"""The rows of an upload: what is said of each frame at one agency, and what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from aesthcull.catalogue.records import Frame
from aesthcull.exchange.upload import checks
from aesthcull.exchange.upload.agency import TEXT_FIELDS, Agency, Entry, TextField
from aesthcull.exchange.upload.categories import stored_categories
from aesthcull.exchange.upload.keywords import Given, upload_keywords
from aesthcull.exchange.upload.proposals import proposed_category, proposed_title
from aesthcull.exchange.upload.remarks import Remark, note, refused, warning
from aesthcull.exchange.upload.texts import one_line
from aesthcull.photos.naming import fold

_NAMED = 3  # frames that a remark names
_STANDS_IN: dict[TextField, str] = {
    "title": "has no title: the description is used",
    "description": "has no description: the title is used",
}


@dataclass(frozen=True)
class UploadSettings:
    """`most_keywords`: fewer than the agency takes; `min_confidence` of the machine's keywords, 0–1;
    `categories` of frames that have none; `propose`: titles from keywords where there are none;
    `suggest_category`: from keywords, too, before `categories`."""

    most_keywords: int | None = None
    min_confidence: float = 0.0
    categories: tuple[str, ...] = ()
    editorial: bool = False
    propose: bool = False
    suggest_category: bool = False


@dataclass(frozen=True)
class UploadRow:
    """`entry` is what is written, its categories by their names; `borrowed` are the fields for which the user
    has given nothing: a proposal, or the other of title and description, where the agency takes one.
    `takes_file`: whatever is wrong with the texts.
    """

    frame: Frame
    entry: Entry
    borrowed: frozenset[str] = frozenset()
    remarks: tuple[Remark, ...] = ()
    takes_file: bool = True

    @property
    def refused(self) -> bool:
        """Whether the frame is left out."""
        return any(remark.level == "refused" for remark in self.remarks)

    @property
    def troubled(self) -> bool:
        """Whether there is more to say than what was changed."""
        return any(remark.level != "note" for remark in self.remarks)


def upload_rows(
    frames: Iterable[Frame], agency: Agency, settings: UploadSettings, given: Mapping[int, Given]
) -> list[UploadRow]:
    """A row for each frame, in their order. `given` are the user's keywords by frame id, as
    `catalogue.keywords.given` tells them."""
    return compared((upload_row(f, agency, settings, given.get(f.id, {})) for f in frames), agency)


def compared(rows: Iterable[UploadRow], agency: Agency) -> list[UploadRow]:
    """Rows that `upload_row` made, with what there is to say of them beside each other."""
    rows = _with(list(rows), lambda row: fold(row.entry.file_name), _same_name)
    rows = _with(rows, _series, _same_series)
    return _with(rows, lambda row: row.entry.title.casefold(), _same_title) if agency.own_titles else rows


def upload_row(frame: Frame, agency: Agency, settings: UploadSettings, given: Given) -> UploadRow:
    """What is said of one frame."""
    words = upload_keywords(frame, given, settings.min_confidence)[: settings.most_keywords]
    written, cut = words[: agency.keywords.most], words[agency.keywords.most :]
    texts, borrowed, remarks = _texts(frame, agency, settings, written)
    names, suggested = _categories(frame, agency, settings, written)
    file = checks.upload_file(frame, agency) or frame.file
    entry = Entry(
        file.path.name, texts["title"], texts["description"], tuple(written), names, settings.editorial
    )
    of_file = tuple(checks.picture_remarks(frame, agency))
    remarks = [
        *of_file,
        *checks.text_remarks(entry, agency),
        *checks.keyword_remarks(written, cut, agency),
        *checks.category_remarks(names, agency),
        *suggested,
        *remarks,
    ]
    if names and not stored_categories(frame, agency):
        borrowed |= {"categories"}
    takes_file = not any(remark.level == "refused" for remark in of_file)
    return UploadRow(frame, entry, borrowed, tuple(remarks), takes_file)


def _categories(
    frame: Frame, agency: Agency, settings: UploadSettings, words: Sequence[str]
) -> tuple[tuple[str, ...], list[Remark]]:
    """The names of the categories: the frame's own, or a suggestion, or those of all frames without one."""
    own = stored_categories(frame, agency)
    if own or agency.categories is None:
        return own, []
    found = proposed_category(words, agency.categories) if settings.suggest_category else None
    if found is None:
        return settings.categories, []
    name, keyword = found
    return (name,), [note("category suggested by the keyword “{0}”", keyword)]


def _texts(
    frame: Frame, agency: Agency, settings: UploadSettings, words: Sequence[str]
) -> tuple[dict[TextField, str], frozenset[str], list[Remark]]:
    """The texts that the agency takes, and which of them are borrowed."""
    own: dict[TextField, str] = {
        "title": one_line(frame.title or ""),
        "description": one_line(frame.description or ""),
    }
    proposal = "" if own["title"] or not settings.propose else proposed_title(words)
    texts: dict[TextField, str] = dict.fromkeys(TEXT_FIELDS, "")
    remarks: list[Remark] = []
    for name in agency.texts:
        other = own["description" if name == "title" else "title"] if len(agency.texts) == 1 else ""
        texts[name] = own[name] or other
        if texts[name] and not own[name]:
            remarks.append(note(_STANDS_IN[name]))
        if not texts[name] and (name == "title" or len(agency.texts) == 1) and proposal:
            texts[name] = proposal
            remarks.append(warning("the title is made from keywords: agencies reject lists of words"))
    return texts, frozenset(name for name in agency.texts if texts[name] and not own[name]), remarks


def _with(
    rows: list[UploadRow],
    key: Callable[[UploadRow], object],
    told: Callable[[str], Remark],
) -> list[UploadRow]:
    """The rows, with a remark about the others wherever several have the same key. What is wrong with their
    texts does not matter: that will be mended."""
    groups: dict[object, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row.takes_file and key(row):
            groups[key(row)].append(place)
    made = list(rows)
    for places in groups.values():
        for place in places if len(places) > 1 else ():
            others = _others(rows, places, place)
            made[place] = replace(rows[place], remarks=(*rows[place].remarks, told(others)))
    return made


def _others(rows: Sequence[UploadRow], places: Sequence[int], place: int) -> str:
    names: list[str] = []
    for other in places:  # a few are enough: a series may have thousands
        if other != place:
            names.append(rows[other].entry.file_name)
        if len(names) == _NAMED:
            break
    left = len(places) - 1 - len(names)
    return ", ".join(names) + (f" … +{left}" if left else "")


def _series(row: UploadRow) -> int | None:
    return None if row.frame.series is None else row.frame.series.id + 1


def _same_name(_others: str) -> Remark:
    return refused("another frame has the same file name; agencies need a different one for each")


def _same_series(others: str) -> Remark:
    return warning("in the same series as {0}: agencies reject similar frames", others)


def _same_title(others: str) -> Remark:
    return warning("has the same title as {0}", others)
