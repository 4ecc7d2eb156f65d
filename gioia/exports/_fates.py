"""What became of a display in a document that displays are written into: a person is told, one line a display."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from gioia.displays.display import Display

State = Literal["replaced", "unchanged", "new", "left out"]
Reason = Literal["", "taken out", "never in it"]


Neighbour = tuple[Display, Literal["after", "before"]] | None
"""A display, and on which side of it another stands."""


class Fate(Struct, frozen=True):
    """What became of `display`: written anew, left as it was, put in beside another, or left out, and why.

    `beside` is None where it stands at the end, or where the display is not new. `kept` names what of it is in a person's words
    and stays, `gone` what of it a person took out: caption, note.
    """

    display: Display
    state: State
    beside: Neighbour = None
    why: Reason = ""
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
