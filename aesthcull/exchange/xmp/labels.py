"""Colour labels as other programs call them. Lightroom shows a colour only for its exact word in its own
language; its other sets of labels, Bridge's and whatever users call theirs are free texts.
"""

from __future__ import annotations

ENGLISH = {"red": "Red", "yellow": "Yellow", "green": "Green", "blue": "Blue", "purple": "Purple"}
_WORDS = {  # English, German, French, Spanish, Italian, Dutch, Portuguese; Bridge's
    "red": "red rot rouge rojo rosso rood vermelho select auswählen",
    "yellow": "yellow gelb jaune amarillo giallo geel amarelo second",
    "green": "green grün vert verde groen approved",
    "blue": "blue blau bleu azul blu blauw review",
    "purple": "purple lila violett violet púrpura morado viola paars roxo to\u00a0do",
}
BY_WORD = {word.replace("\u00a0", " "): label for label, words in _WORDS.items() for word in words.split(" ")}
# digiKam's and darktable's numbers, and Photo Mechanic's classes with the colours that they come with. Those
# without an equal here (orange, grey …) are left alone.
DIGIKAM = {1: "red", 3: "yellow", 4: "green", 5: "blue", 6: "purple"}
DARKTABLE = {0: "red", 1: "yellow", 2: "green", 3: "blue", 4: "purple"}
PHOTO_MECHANIC = {1: "purple", 2: "red", 4: "yellow", 5: "green", 7: "blue"}


def label_of(text: str) -> str | None:
    """The label that a word means; None for a word that we do not know."""
    return BY_WORD.get(text.strip().casefold())


def number_of(numbers: dict[int, str], label: str | None) -> int | None:
    """The number by which a program knows a label; None where it has none."""
    return next((number for number, name in numbers.items() if name == label), None)
