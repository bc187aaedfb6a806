"""JPEGs with a large preview behind the picture, as cameras write them (CIPA DC-007)."""

from __future__ import annotations

import struct

_FULL_HD, _PRIMARY = 0x00010002, 0x20030000


def with_preview(photo: bytes, preview: bytes, kind: int = _FULL_HD) -> bytes:
    """A JPEG that holds another one as its preview."""
    entries_at = 8 + 2 + 3 * 12 + 4
    segment = 2 + 4 + entries_at + 32  # its length's own bytes, the name, the directory, two entries
    whole = len(photo) + 2 + segment
    behind = whole - (2 + 4 + 4)  # offsets count from the directory's first byte
    directory = struct.pack("<2sHIH", b"II", 42, 8, 3)
    directory += struct.pack("<HHI4s", 0xB000, 7, 4, b"0100")
    directory += struct.pack("<HHII", 0xB001, 4, 1, 2)
    directory += struct.pack("<HHII", 0xB002, 7, 32, entries_at) + struct.pack("<I", 0)
    directory += struct.pack("<IIIHH", _PRIMARY, whole, 0, 0, 0)
    directory += struct.pack("<IIIHH", kind, len(preview), behind, 0, 0)
    head = b"\xff\xe2" + struct.pack(">H", segment) + b"MPF\0" + directory
    return photo[:2] + head + photo[2:] + preview
