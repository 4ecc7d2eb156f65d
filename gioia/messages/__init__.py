"""The messages of the program in Chinese: found by their English form, at the edge where a person reads them.

What is found wrong, what an error says and what an edit did is worded once, in English, where it is known; programs read it
so in JSON and SARIF. The folder `zh` holds, for each way in which the source words a message, a pair of lines: the English
template with {} for what varies, and the Chinese one with {0}, {1} … for the same. A message is translated by the template
whose literal parts it is made of; what stands for {} is translated in turn where it is a message or a noun of ours, and is
left as it is where it is a name. Literal parts never match within quotation marks: what a person wrote there is theirs.
What has no template stays in English; a test tells what the source can say and the folder lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from gioia.messages.catalog import QUOTED, Template, counted, masked_text, templates, whole

_LEAST = 10
"""How many literal characters a template has that is looked for within a message: `{} is {}` would fit a person's title."""
_PARTING = ("; ", ": ")
_NUMBER = re.compile(r"(\d[\d,]*) (\S.*)")
_PLACEHOLDER = re.compile(r"\{(\d)\}")
_SIGNS = "、，。：；？！（）“”‘’《》"


@lru_cache(maxsize=8192)
def in_chinese(message: str) -> str:
    """Return the message in Chinese, or as it is where no template fits it."""
    lines = message.split("\n")
    if len(lines) > 1 and message not in whole():
        return _in_chinese(message, inner=False) or "\n".join(map(in_chinese, lines))
    return _in_chinese(message, inner=False) or message


def _in_chinese(text: str, *, inner: bool) -> str | None:
    """Return a message, or with `inner` a part of one, in Chinese; None where it is neither a message nor a noun."""
    bare = text.strip()
    masked = masked_text(bare)
    if not any("a" <= char <= "z" for char in masked):
        return None
    known = whole().get(bare)
    if known is None and " " in masked:
        known = _counted(bare) or _fitted(bare, masked, inner=inner)
    return text.replace(bare, known, 1) if known else None


def _counted(text: str) -> str | None:
    """Return a number and its noun: `2 codings`."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    noun = found[2]
    chinese = counted().get(noun) or counted().get(noun.removesuffix("s"))
    return chinese.replace("{0}", found[1]) if chinese else None


def _fitted(text: str, masked: str, *, inner: bool) -> str | None:
    """Return the text by the longest template that fits it, or as messages in a row where it is these.

    What stands for {} in a message holds no other messages: one that would is taken only where the text is nothing else.
    """
    loose = None
    for template in _candidates(masked.split(" ", 1)[0]):
        # Asked here, as most templates end here.
        if not masked.endswith(template.literals[-1]):
            continue
        spans = _spans(template.literals, masked)
        if spans is None:
            continue
        values = [text[start:end] for start, end in spans]
        if inner and template.weight < _LEAST and not all(value[:1].isdigit() for value in values):
            continue
        if not any(sign in masked[start:end] for start, end in spans for sign in _PARTING):
            return _filled(template, values)
        loose = loose or (template, values)
    return _parted(text, masked) or (_filled(*loose) if loose else None)


@cache
def _candidates(word: str) -> Sequence[Template]:
    """Return the templates that a text with this first word may fit, those with the most literal characters first."""
    return [each for each in templates() if each.first in {"", word}]


def _spans(literals: Sequence[str], masked: str) -> list[tuple[int, int]] | None:
    """Return where in the text stands what varies, None where the literal parts do not stand around it in their order."""
    first, last = literals[0], literals[-1]
    end = len(masked) - len(last)
    if not masked.startswith(first) or not masked.endswith(last) or end < len(first):
        return None
    spans, at = [], len(first)
    for literal in literals[1:-1]:
        found = masked.find(literal, at, end)
        if found < 0:
            return None
        spans.append((at, found))
        at = found + len(literal)
    return [*spans, (at, end)]


def _filled(template: Template, values: Sequence[str]) -> str:
    """Return the Chinese template with the values filled in, each in Chinese where it is ours."""
    pieces = _PLACEHOLDER.split(template.chinese)
    told = pieces[0]
    is_ours = True
    for number, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        value = values[int(number)]
        shown = value if template.in_command[int(number)] else _value(value)
        was_ours, is_ours = is_ours, shown != value
        told = _joined(told, shown) if is_ours or not was_ours else told + shown
        told = _joined(told, piece) if is_ours else told + piece
    return told


def _joined(left: str, right: str) -> str:
    """Return two pieces as one, without the blank that Chinese characters and signs need not have between them."""
    bare_left, bare_right = left.rstrip(" "), right.lstrip(" ")
    is_blank = len(bare_left) + len(bare_right) < len(left) + len(right)
    if is_blank and bare_left and bare_right and _is_chinese(bare_left[-1]) and _is_chinese(bare_right[0]):
        return bare_left + bare_right
    return left + right


def _is_chinese(char: str) -> bool:
    return char in _SIGNS or "\u3400" <= char <= "\u9fff"


def _value(text: str) -> str:
    """Return what stands for {}: a message or noun in Chinese, a name in Chinese quotation marks, anything else as it is."""
    return _in_chinese(text, inner=True) or _with_quotation_marks(text)


def _with_quotation_marks(text: str) -> str:
    """Return the text with Chinese marks around what the program quotes, and between several that it lists."""
    rest = QUOTED.sub("", text)
    if rest == text:
        return text
    marked = QUOTED.sub(lambda found: _marked(found[0]), text)
    is_list = not rest.replace(", ", "")
    return re.sub("(?<=[”’]), (?=[“‘])", "、", marked) if is_list else marked


def _marked(quoted: str) -> str:
    """Return what is quoted in Chinese marks, in single ones where it has double ones itself."""
    inner = quoted[1:-1]
    if "\\" in inner:
        return quoted
    return f"‘{inner}’" if any(mark in inner for mark in "“”") else f"“{inner}”"


def _parted(text: str, masked: str) -> str | None:
    """Return several messages that stand in a row, or one behind the name or place that it is about."""
    for sign, chinese_sign in (("; ", "；"), (": ", "："), (", ", "，"), (" and ", "和")):
        parts = list(_split(text, masked, sign))
        if len(parts) < 2:  # noqa: PLR2004 - a sign stands between two
            continue
        told = [_in_chinese(part, inner=True) for part in parts]
        if not told[-1] or (sign not in _PARTING and None in told):
            continue
        shown = [chinese or part for chinese, part in zip(told, parts, strict=True)]
        return (chinese_sign if told[0] or sign != ": " else sign).join(shown)
    return None


def _split(text: str, masked: str, sign: str) -> Iterator[str]:
    """Yield the parts of a text between a sign; at a colon what stands before and after the first."""
    at = 0
    while (found := masked.find(sign, at)) >= 0:
        yield text[at:found]
        at = found + len(sign)
        if sign == ": ":
            break
    yield text[at:]
