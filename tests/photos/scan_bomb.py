"""JPEGs that consist of thousands of scans of nothing: some kilobytes that take libjpeg minutes."""

from __future__ import annotations

import struct
from pathlib import Path

_PROGRESSIVE, _EXTENDED = 0xC2, 0xC1


def scan_bomb(path: Path, *, side: int = 7000, scans: int = 5000, progressive: bool = True) -> Path:
    """Write a square of that many pixels a side. Not progressive, each scan has one component."""
    path.write_bytes(scan_bomb_bytes(side, scans, progressive=progressive))
    return path


def scan_bomb_bytes(side: int, scans: int, *, progressive: bool) -> bytes:
    """The file."""
    tables = _segment(0xDB, b"\0" + b"\1" * 64)
    for kind in (0x00, 0x10):
        tables += _segment(0xC4, bytes([kind, 0, 1, *[0] * 14]) + b"\0")
    components = b"".join(bytes([number, 0x11, 0]) for number in (1, 2, 3))
    size = b"\x08" + struct.pack(">HHB", side, side, 3) + components
    data = b"\xff\xd8" + tables + _segment(_PROGRESSIVE if progressive else _EXTENDED, size)
    for number in range(scans):
        if progressive:
            first, last = (0, 0) if number == 0 else (1, 63)
            head = bytes([1, 1, 0, first, last, 0])
        else:
            head = bytes([1, 1 + number % 3, 0, 0, 63, 0])
        data += _segment(0xDA, head) + bytes(4)
    return data + b"\xff\xd9"


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content
