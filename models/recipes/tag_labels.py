"""Which class of each tag head a labelled photograph belongs to, and the keywords that the class implies.

`NOTHING` is the class of photographs that the head should be silent about; None leaves a photograph out.
"""

from __future__ import annotations

from dataclasses import dataclass

from common import MODELS, Row, read_rows

NOTHING = "nothing of this kind"
GARMENT_SETS = ("clothing_cc0", "fashion_products", "fashion_studio")
# Photographs in which no garment is the subject (people in OASIS wear some).
OTHER_SETS = (
    "intel_scenes",
    "imagenet_samples",
    "oasis_beauty",
    "bsds500",
    "pro_wallpapers",
    "lowlight_dicm",
)

CC0_GARMENTS = {
    "T-Shirt": "t-shirt", "Longsleeve": "long-sleeved shirt", "Pants": "trousers", "Shoes": "shoes",
    "Shirt": "shirt", "Dress": "dress", "Outwear": "jacket", "Shorts": "shorts", "Polo": "polo shirt",
    "Hat": "hat", "Skirt": "skirt", "Hoodie": "hoodie", "Blazer": "blazer", "Undershirt": "undershirt",
    "Body": "bodysuit", "Top": "top", "Blouse": "blouse",
}  # fmt: skip
SHOP_GARMENTS = {
    "Shirts": "shirt", "Tshirts": "t-shirt", "Kurtas": "kurta", "Kurtis": "kurta", "Tops": "top",
    "Tunics": "top", "Sweaters": "sweater", "Trousers": "trousers", "Capris": "trousers", "Jeans": "jeans",
    "Sweatshirts": "sweatshirt", "Jackets": "jacket", "Shorts": "shorts", "Lounge Shorts": "shorts",
    "Track Pants": "track pants", "Lounge Pants": "track pants", "Briefs": "briefs", "Trunk": "briefs",
    "Handbags": "handbag", "Clutches": "clutch", "Casual Shoes": "shoes", "Formal Shoes": "formal shoes",
    "Sports Shoes": "sports shoes", "Flip Flops": "flip-flops", "Flats": "flats", "Heels": "high heels",
    "Sandals": "sandals", "Sports Sandals": "sandals", "Ties": "necktie", "Innerwear Vests": "undershirt",
    "Watches": "watch", "Wallets": "wallet", "Sunglasses": "sunglasses", "Caps": "hat", "Hat": "hat",
    "Socks": "socks", "Belts": "belt", "Backpacks": "backpack", "Laptop Bag": "laptop bag",
    "Messenger Bag": "laptop bag", "Duffel Bag": "duffel bag", "Mufflers": "scarf", "Scarves": "scarf",
    "Stoles": "scarf", "Dresses": "dress", "Skirts": "skirt", "Cufflinks": "cufflinks", "Bra": "bra",
}  # fmt: skip
COLOURS = {
    "Black": "black", "Blue": "blue", "Navy Blue": "blue", "White": "white", "Off White": "white",
    "Grey": "grey", "Grey Melange": "grey", "Steel": "grey", "Silver": "grey", "Charcoal": "grey",
    "Red": "red", "Maroon": "red", "Burgundy": "red", "Green": "green", "Olive": "green", "Purple": "purple",
    "Lavender": "purple", "Mauve": "purple", "Brown": "brown", "Coffee Brown": "brown", "Tan": "brown",
    "Pink": "pink", "Yellow": "yellow", "Mustard": "yellow", "Orange": "orange", "Beige": "beige",
    "Cream": "beige", "Khaki": "beige", "Skin": "beige",
}  # fmt: skip
PATTERNS = {
    "solid": "plain",
    "striped": "striped",
    "checked": "checked",
    "printed": "graphic",
    "floral": "floral",
}
SLEEVES = {
    "T-Shirt": "short", "Polo": "short", "Longsleeve": "long", "Hoodie": "long", "Blazer": "long",
    "Outwear": "long", "Undershirt": "none", "Tshirts": "short", "Sweaters": "long", "Sweatshirts": "long",
    "Jackets": "long", "Innerwear Vests": "none",
}  # fmt: skip
SLEEVE_WORDS = {"short": "short sleeves", "long": "long sleeves", "none": "sleeveless"}
SHOES = {"shoes", "formal shoes", "sports shoes", "flip-flops", "flats", "high heels", "sandals"}
BAGS = {"handbag", "clutch", "backpack", "laptop bag", "duffel bag"}
ACCESSORIES = {"watch", "wallet", "sunglasses", "hat", "belt", "scarf", "cufflinks", "necktie"}
CLOTHING_WORDS = {"clothing", "fashion", "footwear", "shoe", "bag", "accessory"}


@dataclass(frozen=True)
class Example:
    """A photograph with its class. `group` must not straddle folds (a sender; else the photograph itself)."""

    data_set: str
    row: Row
    label: str
    group: str


def examples(head: str, split: str) -> list[Example]:
    """The photographs of a split with a class for the head garment, pattern, sleeve, colour or scene."""
    found = [*_silent(head, split)]
    for name in ("intel_scenes",) if head == "scene" else GARMENT_SETS:
        for row in read_rows(name, split):
            label = _label(head, name, row)
            if label is not None:
                found.append(Example(name, row, label, row.get("sender_id") or row["file"]))
    return found


def words(head: str, label: str) -> list[str]:
    """The keywords of a class, the most specific first."""
    if label == NOTHING:
        return []
    if head == "sleeve":
        return [SLEEVE_WORDS[label]]
    if head == "garment":
        kind = "footwear" if label in SHOES else "bag" if label in BAGS else "clothing"
        return [label, "accessory" if label in ACCESSORIES else kind, "fashion"]
    if head == "scene":
        return SCENE_WORDS[label]
    return [label]


SCENE_WORDS = {
    "buildings": ["buildings", "architecture", "city"],
    "forest": ["forest", "trees", "nature", "landscape"],
    "glacier": ["glacier", "ice", "snow", "nature", "landscape"],
    "mountain": ["mountain", "nature", "landscape"],
    "sea": ["sea", "water", "nature", "landscape"],
    "street": ["street", "city"],
}


def _label(head: str, name: str, row: Row) -> str | None:
    title = row.get("name", "").lower()
    if head == "scene":
        return row["label"]
    if head == "garment":
        if name == "clothing_cc0":
            return CC0_GARMENTS.get(row["label"])
        if row["articleType"] == "Tshirts" and "polo" in title:
            return "polo shirt"
        return SHOP_GARMENTS.get(row["articleType"])
    if head == "colour":
        return COLOURS.get(row.get("baseColour", ""))
    if head == "pattern":
        return PATTERNS.get(row.get("pattern", ""))
    if "sleeveless" in title:
        return "none"
    return SLEEVES.get(row["label"] if name == "clothing_cc0" else row["articleType"])


def _silent(head: str, split: str) -> list[Example]:
    """Photographs about which the head should say nothing."""
    if head == "scene":  # landscapes and streets are in the other sets too, unlabelled
        sets: tuple[str, ...] = ("clothing_cc0", "fashion_products", "imagenet_samples")
    else:
        sets = OTHER_SETS
    clothes = _classes_with(
        CLOTHING_WORDS if head != "scene" else {"nature", "landscape", "architecture", "city", "water"}
    )
    found = []
    for name in sets:
        rows = read_rows(name, split)
        step = 1 if head != "scene" or name == "imagenet_samples" else 3
        for row in rows[::step]:
            if row.get("wnid") not in clothes:
                found.append(Example(name, row, NOTHING, row["file"]))
    return found


def _classes_with(some: set[str]) -> set[str]:
    """The ImageNet classes whose keywords contain one of these."""
    import csv

    with (MODELS / "keywords.csv").open(encoding="utf-8", newline="") as file:
        return {r["wnid"] for r in csv.DictReader(file) if some & set(r["words"].split("|"))}
