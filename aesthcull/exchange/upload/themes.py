"""What keywords are about, for a suggestion of the agency's category.

The words are those that the keyword models say most (`models/keywords.csv`, `scene.csv`, `garment.csv`:
the general word of each kind of thing) and the same in a contributor's own words. A word that may mean
several things (crane, jaguar) is not among them, nor is what no agency has a category for.
"""

from __future__ import annotations

from collections.abc import Sequence

_THEMES = {
    "animals": (
        "animal, animals, bird, birds, bug, cat, dog, fish, horse, insect, mammal, marine life, pet, pets, "
        "reptile, wildlife"
    ),
    "buildings": (
        "architecture, bridge, building, buildings, castle, city, cityscape, house, infrastructure, "
        "landmark, monument, skyscraper, street, tower"
    ),
    "business": "business, finance, meeting, money, office, shop, shopping, store",
    "drinks": "beer, beverage, coffee, cocktail, drink, drinks, tea, wine",
    "education": "education, reading, school, student, teacher, university",
    "fashion": "accessory, beauty, clothing, fashion, footwear, personal care",
    "food": "bread, cooking, dessert, dish, food, fresh produce, fruit, meal, seafood, vegetable",
    "health": "healthcare, health, hospital, medical equipment, medicine",
    "holidays": "christmas, easter, halloween, new year, thanksgiving",
    "industry": "agriculture, construction, factory, farming, hardware, industry",
    "interiors": "bedroom, furniture, home decor, interior, living room",
    "landscapes": (
        "beach, coast, desert, forest, glacier, lake, landscape, mountain, mountains, river, sea, sunrise, "
        "sunset, waterfall"
    ),
    "leisure": "camping, game, leisure, play, toy, toys",
    "music": "art, concert, dance, music, musical instrument, theater, theatre",
    "nature": "nature, sky, snow, water, weather",
    "objects": "container, household, kitchenware, lighting, stationery, tableware, tool",
    "people": "baby, child, children, couple, family, man, men, people, person, portrait, woman, women",
    "plants": "flower, flowers, fungus, garden, leaf, mushroom, plant, plants, tree, trees",
    "religion": "church, mosque, place of worship, religion, temple",
    "science": "laboratory, measurement, research, science",
    "sports": "fitness, football, gym, running, sport, sports, sports equipment",
    "technology": "audio, communication, computer, electronics, phone, smartphone, technology",
    "transport": (
        "aircraft, aviation, boat, bus, car, railway, ship, train, transportation, vehicle, watercraft"
    ),
    "travel": "holiday, tourism, tourist, travel, vacation",
}
THEMES = tuple(_THEMES)
_BY_WORD = {word: theme for theme, words in _THEMES.items() for word in words.split(", ")}


def themes_of(keywords: Sequence[str]) -> dict[str, str]:
    """The themes of these keywords in their order, each with the keyword that says so."""
    found: dict[str, str] = {}
    for keyword in keywords:
        theme = _BY_WORD.get(keyword.casefold())
        if theme is not None:
            found.setdefault(theme, keyword)
    return found
