"""How many turns a document has and whose they are, as a person sees at a glance whether they came in right."""

from __future__ import annotations

from collections.abc import Mapping

from gioia.findings import counted
from gioia.sources.segments import shown_speakers


def shown_turns(turns: Mapping[str, int], noun: str = "turn") -> str:
    """Return the number of turns and who speaks how often, empty where there are none.

    `turns` is speaker → how many turns, as `gioia.sources.segments.turns_by_speaker` gives it; `noun` says what is counted,
    an English one in the singular.
    """
    if not turns:
        return ""
    names = shown_speakers(turns)
    total = sum(turns.values())
    count = counted(total, noun) if noun.isascii() else f"{total:,} {noun}"
    return count + (f": {names}" if names else "")
