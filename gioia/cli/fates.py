"""What became of each display in a Word document, as lines on the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from gioia.cli.words import say

if TYPE_CHECKING:
    from gioia.exports._fates import Fate, Neighbour


def print_fates(fates: Iterable[Fate], *, only_left: bool = False) -> None:
    """Print what became of each display in a document, one line a display; or only of those that a person decided about."""
    words = {
        "replaced": say("replaced", "已更新"),
        "unchanged": say("unchanged", "没有变化"),
        "new": say("new", "新放入"),
        "left out": say("left out", "没有放入"),
    }
    shown = [fate for fate in fates if fate.kept or fate.gone or fate.why or not only_left]
    longest = max((len(fate.display.key) for fate in shown), default=0)
    for fate in shown:
        typer.echo(f"  {fate.display.key:<{longest}}  {words[fate.state]}{_about(fate)}")


def _about(fate: Fate) -> str:
    key = fate.display.key
    parts = {"caption": say("caption", "题注"), "note": say("note", "表注")}
    kept, gone = (say(" and ", "和").join(parts[part] for part in names) for names in (fate.kept, fate.gone))
    said = [say(f"your {kept} kept", f"保留你写的{kept}")] if kept else []
    said += [say(f"without its {gone}, taken out", f"{gone}已删去，没有补回")] if gone else []
    if fate.state == "new":
        said += [_where(fate.beside)]
    if fate.why:
        why = (
            say("you took it out", "你已把它删去")
            if fate.why == "taken out"
            else say("it never was in it", "文档里原来没有")
        )
        said += [why, say(f"--only {key} puts it in", f"--only {key} 可以放入")]
    comma, semicolon = say(", ", "，"), say("; ", "；")
    return "".join(f"{comma if not index else semicolon}{part}" for index, part in enumerate(said))


def _where(beside: Neighbour) -> str:
    if beside is None:
        return say("at the end", "在最后")
    display, side = beside
    after = say(f"after {display.key}", f"在 {display.key} 之后")
    return after if side == "after" else say(f"before {display.key}", f"在 {display.key} 之前")
