"""Office files are zip packages; written twice from the same content they are the same bytes."""

from __future__ import annotations

import io
import zipfile

_MADE = (2000, 1, 1, 0, 0, 0)


def same_bytes(package: bytes) -> bytes:
    """Return the package with every member dated alike."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _MADE)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return again.getvalue()
