"""Pond5.

From its contributors' pages, “Tagging & pricing your files” and “Photos”: a title of 40–80 characters (of
which 80 is the limit), an own one for each item, 5–50 keywords, the description optional; JPG, TIFF or PNG of
2–170 megapixels and at least 1,200 pixels a side; no special characters or accents in file names.
Price, place and releases are left to be filled in there.
"""

from aesthcull.exchange.upload.agency import (
    MEGA,
    Agency,
    KeywordLimits,
    PictureLimits,
    TextLimits,
    description,
    empty,
    file_name,
    keywords,
    title,
)
from aesthcull.photos.walk import JPEG_SUFFIXES

_LEFT_EMPTY = (
    "city", "region", "country", "location", "specifysource", "modelreleased", "propertyreleased", "release",
    "copyright", "setpriceforme", "price", "pricelarge",
)  # fmt: skip

POND5 = Agency(
    id="pond5",
    name="Pond5",
    columns={
        "originalfilename": file_name,
        "title": title,
        "description": description,
        "keywords": keywords,
        **dict.fromkeys(_LEFT_EMPTY, empty),
    },
    texts={"title": TextLimits(80), "description": TextLimits(500, required=False)},
    keywords=KeywordLimits(5, 50),
    pictures=PictureLimits(
        JPEG_SUFFIXES | {".tif", ".tiff", ".png"},
        least_pixels=2 * MEGA,
        most_pixels=170 * MEGA,
        least_side=1200,
    ),
    plain_names=True,
    own_titles=True,
)
