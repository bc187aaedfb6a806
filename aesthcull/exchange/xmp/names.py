"""The XMP properties that are ours to read and write, by namespace. All others belong to other programs."""

from __future__ import annotations

from lxml import etree

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
META = "adobe:ns:meta/"
XML = "http://www.w3.org/XML/1998/namespace"
_XMP = "http://ns.adobe.com/xap/1.0/"
_DM = "http://ns.adobe.com/xmp/1.0/DynamicMedia/"
_DC = "http://purl.org/dc/elements/1.1/"
_LR = "http://ns.adobe.com/lightroom/1.0/"
_DIGIKAM = "http://www.digikam.org/ns/1.0/"
_DARKTABLE = "http://darktable.sf.net/"
_MICROSOFT = "http://ns.microsoft.com/photo/1.0/"
_PHOTO_MECHANIC = "http://ns.camerabits.com/photomechanic/1.0/"

PREFIXES = {
    "x": META,
    "rdf": RDF,
    "xmp": _XMP,
    "xmpDM": _DM,
    "dc": _DC,
    "lr": _LR,
    "digiKam": _DIGIKAM,
    "darktable": _DARKTABLE,
    "MicrosoftPhoto": _MICROSOFT,
    "photomechanic": _PHOTO_MECHANIC,
}
for _prefix, _uri in PREFIXES.items():  # what lxml calls them where a file does not name them yet
    etree.register_namespace(_prefix, _uri)

RATING = f"{{{_XMP}}}Rating"
LABEL = f"{{{_XMP}}}Label"
PICK = f"{{{_DM}}}pick"
GOOD = f"{{{_DM}}}good"
TITLE = f"{{{_DC}}}title"
DESCRIPTION = f"{{{_DC}}}description"
SUBJECT = f"{{{_DC}}}subject"
HIERARCHY = f"{{{_LR}}}hierarchicalSubject"
TAGS = f"{{{_DIGIKAM}}}TagsList"
PICK_LABEL = f"{{{_DIGIKAM}}}PickLabel"
COLOUR_LABEL = f"{{{_DIGIKAM}}}ColorLabel"
COLOUR_LABELS = f"{{{_DARKTABLE}}}colorlabels"
PERCENT = f"{{{_MICROSOFT}}}Rating"
COLOUR_CLASS = f"{{{_PHOTO_MECHANIC}}}ColorClass"
TAGGED = f"{{{_PHOTO_MECHANIC}}}Tagged"

OURS = frozenset(
    {
        *(RATING, LABEL, PICK, GOOD, TITLE, DESCRIPTION, SUBJECT, HIERARCHY, TAGS),
        *(PICK_LABEL, COLOUR_LABEL, COLOUR_LABELS, PERCENT, COLOUR_CLASS, TAGGED),
    }
)
# Some programs leave the last slash of a namespace out.
SPELLINGS = {name.replace("/}", "}"): name for name in OURS} | {name: name for name in OURS}
