"""123RF.

From its blog for contributors, “How to upload photos” and its questions and answers: JPEG of at least 6
megapixels and at most 30 MB, a description and keywords; at least 7 keywords (said of editorial pictures;
taken here for all). 50 keywords and 180 characters advised, 500 at most, are as other programs that write
this CSV have it.
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
)

RF123 = Agency(
    id="123rf",
    name="123RF",
    columns={
        "oldfilename": file_name,
        "123rf_filename": empty,
        "description": description,
        "keywords": keywords,
        "country": empty,
    },
    texts={"description": TextLimits(500, advised=180)},
    keywords=KeywordLimits(7, 50),
    pictures=PictureLimits(least_pixels=6 * MEGA, most_bytes=30 * MEGA),
)
