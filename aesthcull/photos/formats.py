"""The formats that are read: one row each. A format is added here and in `photos.decoders`.

The suffix says that a file is a photograph, its first bytes of which kind: phones hand out JPEGs named
.HEIC, and editors rename without converting.
"""

from __future__ import annotations

from dataclasses import dataclass

RAW_SUFFIXES = frozenset(
    ".3fr .ari .arw .bay .cr2 .cr3 .crw .dcr .dng .erf .fff .gpr .iiq .k25 .kdc .mef .mos .mrw .nef .nrw "
    ".orf .pef .raf .raw .rw2 .rwl .sr2 .srf .srw .x3f".split()
)
HEAD_BYTES = 64


@dataclass(frozen=True)
class Format:
    """A format: its `suffixes`, in lower case, and the `library` that decodes it, as it is installed."""

    name: str
    suffixes: frozenset[str]
    library: str


def _format(name: str, suffixes: str, library: str) -> Format:
    return Format(name, frozenset(suffixes.split()), library)


JPEG = _format("JPEG", ".jpg .jpeg .jpe .jfif .mpo", "simplejpeg")
PNG = _format("PNG", ".png", "pillow")
TIFF = _format("TIFF", ".tif .tiff", "pillow")
WEBP = _format("WebP", ".webp", "pillow")
HEIF = _format("HEIF", ".heic .heif .hif", "pi-heif")
AVIF = _format("AVIF", ".avif", "pillow")
JPEG2000 = _format("JPEG 2000", ".jp2 .j2k .jpx .jpf", "pillow")
JPEG_XL = _format("JPEG XL", ".jxl", "imagecodecs")
PSD = _format("PSD", ".psd", "pillow")
GIF = _format("GIF", ".gif", "pillow")
BMP = _format("BMP", ".bmp", "pillow")
RAW = Format("RAW", RAW_SUFFIXES, "rawpy")
FORMATS = (JPEG, PNG, TIFF, WEBP, HEIF, AVIF, JPEG2000, JPEG_XL, PSD, GIF, BMP, RAW)

_BY_SUFFIX = {suffix: row for row in FORMATS for suffix in row.suffixes}
READABLE_SUFFIXES = frozenset(_BY_SUFFIX)
_BEGINNINGS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", JPEG2000),
    (b"\xff\x4f\xff\x51", JPEG2000),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", JPEG_XL),
    (b"\xff\x0a", JPEG_XL),
    (b"8BPS", PSD),
    (b"GIF8", GIF),
    (b"BM", BMP),
)
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"mif2", b"msf1"})


def format_of(suffix: str, head: bytes) -> Format | None:
    """The format of a file from its suffix (in lower case) and first HEAD_BYTES; None for no photograph."""
    named = _BY_SUFFIX.get(suffix)
    if named is None:
        return None
    for beginning, found in _BEGINNINGS:
        if head.startswith(beginning):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        return _boxed(head) or named
    # RAWs are TIFFs too, so that a TIFF's beginning says little.
    return TIFF if head[:4] in (b"II*\0", b"MM\0*") and named != RAW else named


def _boxed(head: bytes) -> Format | None:
    """HEIF or AVIF by the brands of an ISO base media file, the major one first."""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))]
    if b"avif" in brands or b"avis" in brands:
        return AVIF
    return HEIF if _HEIF_BRANDS.intersection(brands) else None
