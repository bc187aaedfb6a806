"""Freepik (which calls itself Magnific as well).

From its “Content submission requirements”: JPEG, more than 0.5 MB, each side of 2,000–10,000 pixels. A
contributors' guide of 2026 adds 4–100 megapixels and 250 MB. Titles of 100 characters and 5–50 keywords are
as another program's tested uploads had it. Its CSV is separated by semicolons, the keywords within by commas;
Prompt and Model are of generated pictures only.
"""

from aesthcull.exchange.upload.agency import (
    MEGA,
    Agency,
    KeywordLimits,
    PictureLimits,
    TextLimits,
    empty,
    file_name,
    keywords,
    title,
)

FREEPIK = Agency(
    id="freepik",
    name="Freepik",
    columns={
        "File name": file_name,
        "Title": title,
        "Keywords": keywords,
        "Prompt": empty,
        "Model": empty,
    },
    texts={"title": TextLimits(100)},
    keywords=KeywordLimits(5, 50),
    pictures=PictureLimits(
        least_pixels=4 * MEGA,
        most_pixels=100 * MEGA,
        least_side=2_000,
        most_side=10_000,
        least_bytes=MEGA // 2,
        most_bytes=250 * MEGA,
    ),
    separator=";",
)
