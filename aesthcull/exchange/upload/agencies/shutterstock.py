"""Shutterstock.

From its contributors' help, “How do I include existing metadata” and “How do I submit photos”: file name,
description, keywords and one or two categories are required, 7–50 keywords, JPEG or TIFF of at least
4 megapixels. It calls the title of a picture its description. 200 characters, and the names of the
categories, are as contributors' guides agree on them.
"""

from aesthcull.exchange.upload.agency import (
    MEGA,
    Agency,
    Categories,
    Entry,
    KeywordLimits,
    PictureLimits,
    TextLimits,
    file_name,
    keywords,
    title,
)
from aesthcull.photos.walk import JPEG_SUFFIXES

_CATEGORIES = (
    "Abstract", "Animals/Wildlife", "Arts", "Backgrounds/Textures", "Beauty/Fashion", "Buildings/Landmarks",
    "Business/Finance", "Celebrities", "Education", "Food and drink", "Healthcare/Medical", "Holidays",
    "Industrial", "Interiors", "Miscellaneous", "Nature", "Objects", "Parks/Outdoor", "People", "Religion",
    "Science", "Signs/Symbols", "Sports/Recreation", "Technology", "Transportation", "Vintage",
)  # fmt: skip

_BY_THEME = {
    "animals": "Animals/Wildlife",
    "buildings": "Buildings/Landmarks",
    "business": "Business/Finance",
    "drinks": "Food and drink",
    "education": "Education",
    "fashion": "Beauty/Fashion",
    "food": "Food and drink",
    "health": "Healthcare/Medical",
    "holidays": "Holidays",
    "industry": "Industrial",
    "interiors": "Interiors",
    "landscapes": "Nature",
    "leisure": "Sports/Recreation",
    "music": "Arts",
    "nature": "Nature",
    "objects": "Objects",
    "people": "People",
    "plants": "Nature",
    "religion": "Religion",
    "science": "Science",
    "sports": "Sports/Recreation",
    "technology": "Technology",
    "transport": "Transportation",
}


def _categories(entry: Entry) -> str:
    return ",".join(entry.categories)


def _editorial(entry: Entry) -> str:
    return "yes" if entry.editorial else "no"


def _no(_entry: Entry) -> str:
    return "no"


SHUTTERSTOCK = Agency(
    id="shutterstock",
    name="Shutterstock",
    columns={
        "Filename": file_name,
        "Description": title,
        "Keywords": keywords,
        "Categories": _categories,
        "Editorial": _editorial,
        "Mature content": _no,
        "illustration": _no,
    },
    texts={"title": TextLimits(200)},
    keywords=KeywordLimits(7, 50),
    pictures=PictureLimits(JPEG_SUFFIXES | {".tif", ".tiff"}, least_pixels=4 * MEGA),
    categories=Categories({name: name for name in _CATEGORIES}, most=2, required=True, by_theme=_BY_THEME),
    tells_editorial=True,
)
