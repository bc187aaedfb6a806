"""Makes the simulated sales reports of the sample shoot, resources/sample_sales/, and their SOURCES.md.

    python resources/make_sample_sales.py [--out FOLDER]

Nobody sold these photographs. How often each one "sold" follows two things that one can see, and chance:

    rate = exp(2.3 + 0.9 · colour + 0.4 · sharpness)      sales ~ negative binomial of that mean, shape 3

`colour` is the logarithm of the frame's colourfulness after Hasler and Süsstrunk (2003), `sharpness` the
logarithm of the variance of its Laplacian at 400 pixels; both are standardised over the shoot and rounded to
a tenth, so that another JPEG decoder makes the same files. Each sale falls to one of three agencies.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from babel.dates import format_date
from numpy.typing import NDArray
from PIL import Image, ImageOps

HERE = Path(__file__).resolve().parent
SHOOT, OUT = HERE / "sample_shoot", HERE / "sample_sales"
SEED = 20181013
LEVEL, COLOUR, SHARPNESS, SHAPE = 2.3, 0.9, 0.4, 3.0
AGENCIES = {"adobe": 0.5, "istock": 0.2, "shutterstock": 0.3}
ON_SALE, LAST_DAY = datetime(2018, 11, 20), datetime(2020, 12, 31)

NEVER_UPLOADED = ("IMG_0014", "IMG_0023")  # focus missed, camera shake
EDITED = {"IMG_0004": "IMG_0004-Edit", "IMG_0012": "IMG_0012-2", "IMG_0030": "IMG_0030_edit"}
RENAMED = {"IMG_0019": "last-light"}  # only the title still tells the camera's name
ELSEWHERE = ("DSC_0815", "PANO_2210")  # of other shoots
TITLES = (
    (1, 3, "Meadow below Aitzgorri"),
    (4, 8, "Summits of the Picos de Europa"),
    (9, 12, "Stream in a wood"),
    (13, 18, "Dandelion clock"),
    (19, 21, "Sunset on a summit"),
    (22, 23, "Wine and a drum"),
    (24, 27, "Two dogs at a window"),
    (28, 28, "Chelsea the cat"),
    (29, 30, "A cup of coffee"),
    (31, 33, "A fig"),
    (34, 35, "Paint brushes"),
    (36, 36, "Launch of a rocket"),
)
GETTY_HEADER = (
    "Name,Contact ID,Contract Name,Royalty Month,Invoice Number,Sales Date,Collection,Sale Region,"
    "Product Type,Notes,File Size,Agent,Customer Name,Credit Line,Asset Number,Alternate Asset Number,"
    "Asset Description,Rights: Industry,Rights Usage,Rights: Use Territory/Duration,Sales Territory,"
    "Percent of Product,Purchase from Site,License Fee in USD,Royalty Rate,Gross Royalty in USD,"
    "Royalty Pay Date,Currency"
).split(",")


@dataclass(frozen=True)
class Sale:
    """One download. `stem` names the uploaded file."""

    moment: datetime
    number: int
    stem: str
    title: str
    refund: bool = False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(SEED)
    stems, rates = rates_of(SHOOT)
    sold = {stem: negative_binomial(rng, rate) for stem, rate in zip(stems, rates, strict=True)}
    uploaded = [stem for stem in stems if stem not in NEVER_UPLOADED]
    shares = {stem: rng.multinomial(sold[stem], list(AGENCIES.values())) for stem in uploaded}
    shares |= {stem: rng.multinomial(6, list(AGENCIES.values())) for stem in ELSEWHERE}
    write_adobe(out / "adobe_activity.csv", sales_of(rng, shares, 0, 310_000_000))
    write_getty(out / "istock_statement.txt", sales_of(rng, shares, 1, 1_050_000_000))
    write_shutterstock(out, {stem: int(share[2]) for stem, share in shares.items()})
    write_sources(out / "SOURCES.md", {stem: int(shares[stem].sum()) for stem in uploaded})


def rates_of(shoot: Path) -> tuple[list[str], NDArray[np.float64]]:
    """The stems of the frames and how often each sells, on average."""
    frames = sorted(shoot.glob("*.JPG"))
    measured = np.log([measures(path) for path in frames])
    colour, sharpness = np.round((measured - measured.mean(axis=0)) / measured.std(axis=0), 1).T
    return [path.stem for path in frames], np.exp(LEVEL + COLOUR * colour + SHARPNESS * sharpness)


def measures(path: Path) -> tuple[float, float]:
    """Colourfulness, and the variance of the Laplacian."""
    with Image.open(path) as file:
        picture = ImageOps.exif_transpose(file).convert("RGB")
    picture.thumbnail((400, 400))
    red, green, blue = np.moveaxis(np.asarray(picture, dtype=np.float64), 2, 0)
    one, other = red - green, (red + green) / 2 - blue
    colourfulness = np.hypot(one.std(), other.std()) + 0.3 * np.hypot(one.mean(), other.mean())
    grey = (red + green + blue) / 3
    inner = 4 * grey[1:-1, 1:-1]
    laplacian = inner - grey[:-2, 1:-1] - grey[2:, 1:-1] - grey[1:-1, :-2] - grey[1:-1, 2:]
    return float(colourfulness), float(laplacian.var())


def negative_binomial(rng: np.random.Generator, mean: float) -> int:
    return int(rng.poisson(rng.gamma(SHAPE, mean / SHAPE)))


def sales_of(
    rng: np.random.Generator, shares: dict[str, NDArray[np.int64]], agency: int, first_number: int
) -> list[Sale]:
    """An agency's sales in the order of their time; the tenth one is refunded a week later."""
    seconds = int((LAST_DAY - ON_SALE).total_seconds())
    found = []
    for place, (stem, share) in enumerate(shares.items()):
        for _ in range(share[agency]):
            moment = ON_SALE + timedelta(seconds=int(rng.integers(seconds)))
            name, title = RENAMED.get(stem, EDITED.get(stem, stem)), title_of(stem)
            found.append(Sale(moment, first_number + 137 * place, name, title))
    found.sort(key=lambda sale: sale.moment)
    back = found[9]
    later = back.moment + timedelta(days=7)
    found.append(Sale(later, back.number, back.stem, back.title, refund=True))
    return sorted(found, key=lambda sale: sale.moment)


def title_of(stem: str) -> str:
    if stem in RENAMED or stem in ELSEWHERE:
        return stem
    number = int(stem.removeprefix("IMG_"))
    title = next(title for first, last, title in TITLES if first <= number <= last)
    return f"{title}, {number}"


def write_adobe(path: Path, sales: Sequence[Sale]) -> None:
    """No header; a date-time with its zone."""
    rows = []
    for sale in sales:
        licence, royalty = ("custom", "$3.30") if sale.moment.day % 5 == 0 else ("subscription", "$0.99")
        royalty = f"-{royalty}" if sale.refund else royalty
        stamp = f"{sale.moment.isoformat()}+0000"
        told = (stamp, sale.number, sale.title, licence, royalty, "photos")
        rows.append((*told, f"{sale.stem}.jpg", "A. Contributor", "XXL"))
    write_rows(path, rows)


def write_getty(path: Path, sales: Sequence[Sale]) -> None:
    """Tab-separated with a byte order mark and Spanish months, as a Spanish account gets it."""
    rows = []
    for sale in sales:
        fee, sign = (15.0, -1 if sale.refund else 1)
        told = {
            "Name": "Contributor, A.",
            "Contract Name": "iStock",
            "Royalty Month": format_date(sale.moment, "MMM-yyyy", "es"),
            "Sales Date": format_date(sale.moment, "dd-MMM-yyyy", "es"),
            "Collection": "Essentials",
            "Product Type": "Single Image",
            "Asset Number": sale.number,
            "Alternate Asset Number": f"{sale.stem}.jpg",
            "Asset Description": sale.title,
            "License Fee in USD": f"{sign * fee:.9f}",
            "Royalty Rate": "0.150000000",
            "Gross Royalty in USD": f"{sign * fee * 0.15:.9f}",
            "Currency": "USD",
        }
        rows.append([told.get(name, "") for name in GETTY_HEADER])
    write_rows(path, [GETTY_HEADER, *rows], encoding="utf-8-sig", separator="\t")


def write_shutterstock(out: Path, counts: dict[str, int]) -> None:
    """Totals by media id; and the contributor's own list of which file that was."""
    numbers = {stem: 1_200_000_000 + 7919 * place for place, stem in enumerate(counts)}
    header = ("Media ID", "Upload Date", "Downloads", "Earnings")
    totals = [(numbers[stem], "2018-11-20", count, f"${0.38 * count:.2f}") for stem, count in counts.items()]
    write_rows(out / "shutterstock_totals.csv", [header, *totals])
    files = [(numbers[stem], f"{stem}.JPG") for stem in counts if stem not in ELSEWHERE]
    write_rows(out / "shutterstock_files.csv", [("Media ID", "File name"), *files])


def write_rows(
    path: Path, rows: Iterable[Sequence[object]], encoding: str = "utf-8", separator: str = ","
) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)


def write_sources(path: Path, sold: dict[str, int]) -> None:
    text = f"""# Where the sample sales come from

**Simulated.** Nobody sold these photographs: `resources/make_sample_sales.py` drew the sales by chance, so
that importing, matching and training can be tried with the sample shoot. A model trained on them learns how
they were drawn, and nothing about any market.

How often a frame "sold" follows its colourfulness and, less, its sharpness, with a good deal of noise: a
negative binomial whose mean is exp({LEVEL} + {COLOUR} · colour + {SHARPNESS} · sharpness), both measures
standardised, with shape {SHAPE:g}.

| file | what it is |
|---|---|
| `adobe_activity.csv` | Adobe Stock's activity: a row a sale, no header |
| `istock_statement.txt` | the statement of iStock: tab-separated, with a byte order mark and Spanish months |
| `shutterstock_totals.csv` | Shutterstock's lifetime totals, which tell no file names |
| `shutterstock_files.csv` | which file each of those numbers is: `aesthcull sales match --table` reads it |

- Never uploaded: {", ".join(NEVER_UPLOADED)}. Sold as edited copies: {", ".join(EDITED.values())}.
- Ambiguous: `{next(iter(RENAMED.values()))}.jpg`, whose title is still {next(iter(RENAMED))}.
- Of other shoots, and not to be found: {", ".join(ELSEWHERE)}. One refund in each of the first two.

| frame | sales | frame | sales | frame | sales |
|---|---|---|---|---|---|
"""
    cells = [f"{stem} | {count}" for stem, count in sold.items()]
    cells += [" | "] * (-len(cells) % 3)
    lines = [f"| {' | '.join(cells[i : i + 3])} |" for i in range(0, len(cells), 3)]
    path.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
