"""Adobe Stock.

From its contributors' help, “CSV requirements” (June 2026): the required columns, 5,000 rows, 1 MB, UTF-8,
file names of 30 characters, titles of 70 and without commas, 50 keywords with the most important first, the
category as a number. “Photo and illustration requirements”: JPEG, 4–100 megapixels, 45 MB.
A title may be longer than 70, up to 200 characters, but may then be shortened (contributors' experience);
commas in titles are taken and used in Adobe's own examples, so that nothing is said about them.
"""

from aesthcull.exchange.upload.agency import (
    MEGA,
    Agency,
    Categories,
    KeywordLimits,
    PictureLimits,
    TextLimits,
    category,
    empty,
    file_name,
    keywords,
    title,
)

_CATEGORIES = (
    "Animals", "Buildings and Architecture", "Business", "Drinks", "The Environment", "States of Mind",
    "Food", "Graphic Resources", "Hobbies and Leisure", "Industry", "Landscapes", "Lifestyle", "People",
    "Plants and Flowers", "Culture and Religion", "Science", "Social Issues", "Sports", "Technology",
    "Transport", "Travel",
)  # fmt: skip

_BY_THEME = {
    "animals": "Animals",
    "buildings": "Buildings and Architecture",
    "business": "Business",
    "drinks": "Drinks",
    "food": "Food",
    "industry": "Industry",
    "landscapes": "Landscapes",
    "leisure": "Hobbies and Leisure",
    "nature": "The Environment",
    "people": "People",
    "plants": "Plants and Flowers",
    "religion": "Culture and Religion",
    "science": "Science",
    "sports": "Sports",
    "technology": "Technology",
    "transport": "Transport",
    "travel": "Travel",
}

ADOBE = Agency(
    id="adobe",
    name="Adobe Stock",
    columns={
        "Filename": file_name,
        "Title": title,
        "Keywords": keywords,
        "Category": category(0),
        "Releases": empty,
    },
    texts={"title": TextLimits(200, advised=70)},
    keywords=KeywordLimits(1, 50),
    pictures=PictureLimits(least_pixels=4 * MEGA, most_pixels=100 * MEGA, most_bytes=45 * MEGA),
    categories=Categories(
        {name: str(n) for n, name in enumerate(_CATEGORIES, 1)}, most=1, by_theme=_BY_THEME
    ),
    most_rows=5_000,
    most_bytes=MEGA,
    longest_name=30,
)
