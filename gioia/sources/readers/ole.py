"""Old Office files: whether one breaks off before its end.

Such a file is a file system (OLE compound file, [MS-CFB] 2.2 and 2.3): its header says where the tables of sectors stand,
and they say which sectors are in use. A program that opens one that was cut shows what it finds, and does not say that the
rest is missing.
"""

from __future__ import annotations

import struct

_HEADER = 512
_SHIFTS = {9, 12}
_LAST = 0xFFFFFFFA
_FREE = 0xFFFFFFFF
_TABLES = struct.Struct("<109I")


def breaks_off(raw: bytes) -> bool:
    """Tell whether a sector that is in use begins after the end of the file; what has no sound header tells nothing."""
    shift = int.from_bytes(raw[0x1E:0x20], "little")
    if len(raw) < _HEADER or shift not in _SHIFTS:
        return False
    size = 1 << shift
    highest = -1
    for number, table in enumerate(_TABLES.unpack(raw[0x4C:_HEADER])):
        start = (table + 1) * size
        if table >= _LAST:
            continue
        if start + size > len(raw):
            return True
        entries = struct.unpack(f"<{size // 4}I", raw[start : start + size])
        used = max((index for index, entry in enumerate(entries) if entry != _FREE), default=-1)
        highest = max(highest, number * len(entries) + used) if used >= 0 else highest
    return (highest + 1) * size >= len(raw) > _HEADER
