"""Pictures of every kind that holds XMP, as small as they come."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from aesthcull.exchange.xmp.embedded.boxes import box
from tests.exchange.xmp.forms import described

PACKET = described("", "xmp:Rating='4' xmp:Label='Red'")
_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def tiff(order: str = "<", *, big: bool = False, kind: int = 1, packet: bytes | None = PACKET) -> bytes:
    """A TIFF of one grey pixel."""
    form = order + ("HHQQ" if big else "HHII")
    mark = b"II" if order == "<" else b"MM"
    head = mark + struct.pack(order + ("HHHQ" if big else "HI"), *((43, 8, 0, 16) if big else (42, 8)))
    values = [(256, 3, 1, 1), (257, 3, 1, 1), (258, 3, 1, 8), (262, 3, 1, 1), (273, 4, 1, 0)]
    values += [(277, 3, 1, 1), (278, 3, 1, 1), (279, 4, 1, 1)] + ([(700, kind, 0, 0)] if packet else [])
    entries = len(values)
    end = len(head) + (8 if big else 2) + entries * struct.calcsize(form) + (8 if big else 4)
    listed = b""
    for tag, type_, count, value in values:
        if tag == 700:
            listed += struct.pack(form, tag, type_, len(packet or b""), end + 2)
        elif type_ == 3:
            room = "6x" if big else "2x"
            listed += struct.pack(form[:-1] + "H" + room, tag, type_, count, value)
        else:
            listed += struct.pack(form, tag, type_, count, end if tag == 273 else value)
    counted = struct.pack(order + ("Q" if big else "H"), entries)
    return head + counted + listed + bytes(8 if big else 4) + b"\x80\0" + (packet or b"")


def png(*, compressed: bool = False) -> bytes:
    """A PNG of one pixel; the packet stands behind it, as some programs write it."""
    made = io.BytesIO()
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", PACKET.decode(), zip=compressed)
    Image.new("RGB", (1, 1)).save(made, "PNG", pnginfo=info)
    data = made.getvalue()
    at = data.index(b"iTXt") - 4
    size = 12 + int.from_bytes(data[at : at + 4], "big")
    assert zlib.crc32(data[at + 4 : at + size - 4]) == int.from_bytes(data[at + size - 4 : at + size], "big")
    return data[:at] + data[at + size : -12] + data[at : at + size] + data[-12:]


def webp() -> bytes:
    """A WebP of some pixels."""
    made = io.BytesIO()
    Image.new("RGB", (2, 2)).save(made, "WEBP", xmp=PACKET)
    return made.getvalue()


def jpeg() -> bytes:
    """A JPEG of some pixels with other notes before its XMP."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "JPEG", xmp=PACKET, comment=b"a remark")
    return made.getvalue()


def psd() -> bytes:
    """The beginning of a PSD, with a resource of odd size before its XMP."""
    resources = b"8BIM" + struct.pack(">H", 1005) + b"\x02ab\0" + struct.pack(">I", 3) + b"abc\0"
    resources += b"8BIM" + struct.pack(">H", 1060) + b"\0\0" + struct.pack(">I", len(PACKET)) + PACKET
    return b"8BPS" + bytes(22) + bytes(4) + struct.pack(">I", len(resources)) + resources


def jpeg_xl() -> bytes:
    """The boxes of a JPEG XL."""
    return box(b"JXL ", b"\r\n\x87\n") + box(b"ftyp", b"jxl \0\0\0\0jxl ") + box(b"xml ", PACKET)


def jpeg_2000() -> bytes:
    """The boxes of a JPEG 2000, with another text than XMP."""
    other = box(b"jP  ", b"\r\n\x87\n") + box(b"ftyp", b"jp2 \0\0\0\0jp2 ") + box(b"xml ", b"<gml/>")
    return other + box(b"uuid", _UUID + PACKET)


def canon() -> bytes:
    """The boxes of a CR3."""
    return box(b"ftyp", b"crx \0\0\0\1crx isom") + box(b"moov", b"") + box(b"uuid", _UUID + PACKET)


def fuji() -> bytes:
    """A Fujifilm RAW, which holds a JPEG."""
    return b"FUJIFILM".ljust(84, b" ") + struct.pack(">II", 92, len(jpeg())) + jpeg()


def heif(
    version: int = 1,
    *,
    method: int = 0,
    sizes: tuple[int, int, int] = (4, 4, 0),
    packet: bytes | None = PACKET,
    behind: bytes = b"",
    info: int = 2,
) -> bytes:
    """A HEIF of two items, a "picture" and XMP, told by this version of `iloc` with numbers of these sizes
    (offset, length, base); `behind` follows all boxes."""
    picture = b"the picture's bytes"
    kinds = [(1, b"hvc1\0")] + ([(2, b"mime\0application/rdf+xml\0")] if packet else [])
    wide_info = "I" if info == 3 else "H"
    infos = [
        box(b"infe", bytes((info, 0, 0, 0)) + struct.pack(f">{wide_info}H", i, 0) + kind) for i, kind in kinds
    ]
    wide = "I" if version == 2 else "H"

    def meta(first: int) -> bytes:
        offset, length, base = sizes
        places = [(1, 0, first, len(picture))]
        if packet:
            second = 0 if method else first + len(picture)
            places.append((2, method, second, len(packet)))
        located = struct.pack(">B3xBB" + wide, version, offset << 4 | length, base << 4, len(places))
        for item, how, at, size in places:
            located += struct.pack(">" + wide, item) + (struct.pack(">H", how) if version else b"")
            from_base = at if not offset else 7 if base and at >= 7 else 0
            located += bytes(2) + from_base.to_bytes(base, "big") + struct.pack(">H", 1)
            located += (at - from_base).to_bytes(offset, "big") + size.to_bytes(length, "big")
        parts = box(b"hdlr", bytes(8) + b"pict" + bytes(13)) + box(b"pitm", bytes(4) + b"\0\1")
        parts += box(b"iinf", bytes(4) + struct.pack(">H", len(infos)) + b"".join(infos))
        if packet:
            parts += box(b"iref", bytes(4) + box(b"cdsc", struct.pack(">HHH", 2, 1, 1)))
        parts += box(b"iprp", b"properties") + box(b"iloc", located)
        return box(b"meta", bytes(4) + parts + (box(b"idat", packet) if packet and method else b""))

    begin = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    stored = picture + (packet if packet and not method else b"")
    first = len(begin) + len(meta(0)) + 8
    return begin + meta(first) + box(b"mdat", stored) + behind
