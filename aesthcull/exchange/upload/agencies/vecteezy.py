"""Vecteezy.

From its “Content guidelines: photo”: JPEG, 4–50 megapixels, at most 50 MB, an own title and keywords for each
picture. Titles of 100 and descriptions of 500 characters and 5–50 keywords are as another program's tested
uploads had it. License is `editorial` for editorial pictures and otherwise left to be chosen there; Id is of
pictures that are there already.
"""

from aesthcull.exchange.upload.agency import (
    MEGA,
    Agency,
    Entry,
    KeywordLimits,
    PictureLimits,
    TextLimits,
    description,
    empty,
    file_name,
    keywords,
    title,
)


def _licence(entry: Entry) -> str:
    return "editorial" if entry.editorial else ""


VECTEEZY = Agency(
    id="vecteezy",
    name="Vecteezy",
    columns={
        "Filename": file_name,
        "Title": title,
        "Description": description,
        "Keywords": keywords,
        "License": _licence,
        "Id": empty,
    },
    texts={"title": TextLimits(100), "description": TextLimits(500, required=False)},
    keywords=KeywordLimits(5, 50),
    pictures=PictureLimits(least_pixels=4 * MEGA, most_pixels=50 * MEGA, most_bytes=50 * MEGA),
    own_titles=True,
    tells_editorial=True,
)
