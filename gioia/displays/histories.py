"""The trail of a study as a frame, one row an entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gioia.audit.trail import Entry
from gioia.displays.frames import list_frame

if TYPE_CHECKING:
    import pandas as pd

_SEPARATOR = "; "


def history_frame(entries: Iterable[Entry]) -> pd.DataFrame:
    """Return the entries in their order.

    Columns, all strings: time (ISO 8601), by, verb, about and to (names, parted by semicolons), why, origin (the id of an edit
    or of a commit), undone (yes or empty).
    """
    rows = (
        (
            *(entry.time, entry.by, entry.verb, _SEPARATOR.join(entry.about), _SEPARATOR.join(entry.to)),
            *(entry.why, entry.origin, "yes" if entry.undone else ""),
        )
        for entry in entries
    )
    return list_frame(("time", "by", "verb", "about", "to", "why", "origin", "undone"), rows, set())
