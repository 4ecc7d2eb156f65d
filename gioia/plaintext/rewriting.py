"""Rewriting: every text that a file of a study holds given to a function, and what that returns put in its place.

Values change, and so do comments and keys that no schema knows, for these are a person's words too; nothing else does: known
keys, order, indentation and the lines whose texts stay are what they were. A function is told where a text stands by the keys
that lead to it; of a list the key is that of the list. A comment of a YAML file has the path `COMMENT`, a key the path of its
value with `KEY` in its own place. An anchor or a tag, which nothing reads, goes where it would change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec
import yaml

from gioia.plaintext.shape import known_keys
from gioia.plaintext.yaml_edit import written_scalar

Keys = tuple[str, ...]
Change = Callable[[Keys, str], str]

COMMENT: Keys = ("#",)
KEY = "?"
"""What stands at the end of a path in the place of a key, where the text is the key itself."""
_BETWEEN = re.compile(r"(?:^|(?<=\s))#[ \t]*([^\n]*?)[ \t]*\r?(?=\n|\Z)|[&!][^\s,\[\]{}]+")
_MARKS = re.compile(r"(?:[&!]\S*\s+)+")


def rewritten(name: str, content: bytes, change: Change) -> bytes:
    """Return the bytes of a file of that name with its texts changed: JSON Lines, YAML, or else one text with the path ().

    Raises ValueError where they are not of that kind.
    """
    if name.endswith(".jsonl"):
        return rewritten_lines(content, change)
    text = content.decode()
    return (rewritten_yaml(text, change) if name.endswith(".yaml") else change((), text)).encode()


def rewritten_lines(content: bytes, change: Change) -> bytes:
    """Return JSON Lines with their texts changed; a line in which none changes stays to the byte."""
    lines = content.split(b"\n")
    return b"\n".join(_line(line, change) if line.strip() else line for line in lines)


def rewritten_value(value: Any, change: Change, path: Keys = ()) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a value of lists, mappings and texts with its texts changed."""
    if isinstance(value, str):
        return change(path, value)
    if isinstance(value, list):
        return [rewritten_value(item, change, path) for item in value]
    if isinstance(value, dict):
        return {key: rewritten_value(item, change, (*path, key)) for key, item in value.items()}
    return value


def rewritten_yaml(text: str, change: Change) -> str:
    """Return a YAML text with its values, its comments and the keys that no schema knows changed.

    What changes and stood on several lines stands on one then, in double quotation marks. Raises ValueError where the text
    is no YAML.
    """
    parts: list[str] = []
    done = 0
    try:
        for path, event, in_brackets in _scalars(text):
            start, end = event.start_mark.index, event.end_mark.index
            parts.append(_between(text[done:start], change))
            value = change(path, event.value)
            whole = _without_marks(text[start:end], change) if event.anchor or event.tag else text[start:end]
            parts.append(whole if value == event.value else _scalar(value, event, whole, in_brackets=in_brackets))
            done = end
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    return "".join([*parts, _between(text[done:], change)])


def _line(line: bytes, change: Change) -> bytes:
    value = msgspec.json.decode(line)
    new = rewritten_value(value, change)
    return line if new == value else msgspec.json.encode(new)


class _Open:
    """A list or mapping of which the end has not come yet.

    `path` are the keys that lead to it, `key` is that of the value which comes next: None where a key comes next.
    """

    def __init__(self, path: Keys, *, is_map: bool, in_brackets: bool) -> None:
        self.path, self.is_map, self.in_brackets = path, is_map, in_brackets
        self.key: str | None = None

    @property
    def here(self) -> Keys:
        """The keys that lead to the value which comes next."""
        return self.path if self.key is None else (*self.path, self.key)


def _scalars(text: str) -> list[tuple[Keys, Any, bool]]:
    """Return the texts of a YAML text: the keys that lead to each, its event, and whether it stands in brackets."""
    found: list[tuple[Keys, Any, bool]] = []
    holders = [_Open((), is_map=False, in_brackets=False)]
    for event in yaml.parse(text, Loader=yaml.SafeLoader):  # the C parser's marks count otherwise
        holder = holders[-1]
        if isinstance(event, yaml.ScalarEvent) and holder.is_map and holder.key is None:
            holder.key = event.value
            if event.value not in known_keys():
                found.append(((*holder.path, KEY), event, holder.in_brackets))
        elif isinstance(event, yaml.ScalarEvent):
            found.append((holder.here, event, holder.in_brackets))
            holder.key = None
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            is_map = isinstance(event, yaml.MappingStartEvent)
            in_brackets = holder.in_brackets or bool(event.flow_style)
            holders.append(_Open(holder.here, is_map=is_map, in_brackets=in_brackets))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            holders.pop()
            holders[-1].key = None
    return found


def _between(between: str, change: Change) -> str:
    """Return what stands between two texts with its comments changed, and without anchors and tags that would change."""

    def changed(match: re.Match[str]) -> str:
        if match[1] is None:
            return _without_marks(f"{match[0]} ", change).rstrip(" ")
        new = change(COMMENT, match[1]).replace("\n", " ")
        return match[0].replace(match[1], new, 1) if match[1] else match[0]

    return _BETWEEN.sub(changed, between) if any(sign in between for sign in "#&!") else between


def _without_marks(whole: str, change: Change) -> str:
    """Return a text as it is written without the anchors and tags before it, where one of them would change."""
    marks = _MARKS.match(whole)
    return whole if marks is None or change(COMMENT, marks[0]) == marks[0] else whole[marks.end() :]


def _scalar(value: str, event: Any, whole: str, *, in_brackets: bool) -> str:  # noqa: ANN401 - yaml has no types
    if event.style is None and not in_brackets:
        return written_scalar(value)
    ending = "\n" if event.style in {"|", ">"} and whole.endswith("\n") else ""
    return written_scalar(value, quoted=True) + ending
