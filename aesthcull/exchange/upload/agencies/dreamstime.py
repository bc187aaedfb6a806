"""Dreamstime.

From its questions and answers: JPEG, 3–70 megapixels. Up to three categories, and a description of at least
50 characters, as contributors' guides agree. Those guides disagree about keywords (50 or 80 at most) and
titles (130 to 250 characters): the smaller numbers are safe with all of them. Without a category Dreamstime
chooses one.
The licences (Free, W-EL, P-EL, SR-EL) and releases are left to be chosen there.
"""

from aesthcull.exchange.upload.agencies.dreamstime_categories import CODES
from aesthcull.exchange.upload.agency import (
    MEGA,
    Agency,
    Categories,
    Entry,
    KeywordLimits,
    PictureLimits,
    TextLimits,
    category,
    description,
    empty,
    file_name,
    keywords,
    title,
)


def _editorial(entry: Entry) -> str:
    return "1" if entry.editorial else "0"


DREAMSTIME = Agency(
    id="dreamstime",
    name="Dreamstime",
    columns={
        "Filename": file_name,
        "Image Name": title,
        "Description": description,
        "Category 1": category(0),
        "Category 2": category(1),
        "Category 3": category(2),
        "keywords": keywords,
        "Free": empty,
        "W-EL": empty,
        "P-EL": empty,
        "SR-EL": empty,
        "SR-Price": empty,
        "Editorial": _editorial,
        "MR doc Ids": empty,
        "Pr Docs": empty,
    },
    texts={"title": TextLimits(130, fewest=5), "description": TextLimits(1000, fewest=50)},
    keywords=KeywordLimits(7, 50),
    pictures=PictureLimits(least_pixels=3 * MEGA, most_pixels=70 * MEGA),
    categories=Categories(CODES, most=3),
    tells_editorial=True,
)
