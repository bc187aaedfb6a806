"""The names of agencies, so that `adobe` and `Adobe Stock` are one."""

from __future__ import annotations

from collections.abc import Iterable

ADOBE, GETTY, SHUTTERSTOCK = "Adobe Stock", "Getty Images / iStock", "Shutterstock"
_KNOWN = {
    ADOBE: ("adobe", "adobestock", "fotolia"),
    GETTY: ("getty", "getty images", "istock", "istockphoto", "getty istock", "esp"),
    SHUTTERSTOCK: ("shutter stock", "sstk"),
    "Alamy": (),
    "Depositphotos": ("deposit photos",),
    "Dreamstime": (),
    "Freepik": (),
    "Pond5": ("pond 5",),
    "Vecteezy": (),
    "123RF": ("123 rf",),
}
AGENCIES = tuple(_KNOWN)
LONGEST = 50


def agency_called(name: str, others: Iterable[str] = ()) -> str:
    """The name as the catalogue has it: a known agency's, one of `others`, or as typed. Raises ValueError."""
    typed = " ".join(name.split())
    if not 0 < len(typed) <= LONGEST:
        raise ValueError(f"an agency's name has between 1 and {LONGEST} characters")
    wanted = typed.casefold()
    for known, aliases in _KNOWN.items():
        if wanted == known.casefold() or wanted in aliases:
            return known
    return next((other for other in others if other.casefold() == wanted), typed)
