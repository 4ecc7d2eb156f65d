"""The words of figures that are made of other words: a stage's name and dates, the line of its roles."""

from __future__ import annotations

from collections.abc import Sequence

from gioia.codebook.records import Codebook, dimension_of, shared_by, theme_of
from gioia.displays.lettering import Block, block, stacked
from gioia.model.dates import days
from gioia.model.records import Construct, Stage

_SUFFIX = "阶段"
_HOLD = "\u00a0"
"""The space at which no line ends: a date stays on a line, and a dash with what it follows."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def stage_title(name: str, language: str) -> str:
    """Return a stage's name as it stands in a heading; a Chinese one ends in 阶段."""
    return name if language != "zh" or name.endswith(_SUFFIX) else name + _SUFFIX


def stage_dates(stage: Stage, language: str) -> str:
    """Return a stage's bracket of time: 2013.12—2014.08, 2016.08起; empty where it has no dates."""
    if stage.start and not stage.end:
        start = date_text(stage.start, language)
        return f"{start}起" if language == "zh" else f"since {start}"
    return dates_text(stage.start, stage.end, language)


def dates_text(start: str, end: str, language: str) -> str:
    """Return a date, or two as a stretch of time: 2014.09, 2014.09—2015.02, Sep 2014 – Feb 2015."""
    dash = "—" if language == "zh" else f"{_HOLD}– "
    return dash.join(date_text(date, language) for date in (start, end) if date)


def date_text(date: str, language: str) -> str:
    """Return a date of any precision as it is printed: 2013.12.01, 1 Dec 2013; what is no date stays as it is."""
    if language == "zh" or days(date) is None:
        return date.replace("-", ".") if language == "zh" else date
    year, *rest = date.split("-")
    month, day = (int(rest[0]), rest[1:]) if rest else (0, [])
    return _HOLD.join((*(str(int(each)) for each in day), *([_MONTHS[month - 1]] if month else []), year))


def bracketed(text: str, language: str) -> str:
    """Return `text` in brackets, to follow a name; nothing where there is no text."""
    if not text:
        return ""
    return f"（{text}）" if language == "zh" else f" ({text})"


def role_text(role: Construct, language: str) -> str:
    """Return who plays which role: 企业：信息寻求者."""
    return f"{role.role}{'：' if language == 'zh' else ': '}{role.name}" if role.role else role.name


def joined(parts: Sequence[str], language: str) -> str:
    """Return parts on one line, told apart by a dot or a semicolon."""
    return ("　·　" if language == "zh" else " · ").join(parts)


def shared_note(codebook: Codebook, language: str) -> str:
    """Return the sentence on what belongs to several groups and in which it is counted, or "" where nothing does."""
    home = {"concept": theme_of(codebook), "theme": dimension_of(codebook)}
    shared = [
        (name, home[noun][name], group) for (noun, name), groups in shared_by(codebook).items() for group in groups
    ]
    if not shared:
        return ""
    if language == "zh":
        said = "；".join(f"“{name}”兼属“{group}”，计入“{own}”" for name, own, group in shared)
        return f"{said}。"
    said = "; ".join(f"“{name}” belongs to “{group}” too and is counted in “{own}”" for name, own, group in shared)
    return f"{said}."


def stage_block(stage: Stage, language: str, room: float, size: float) -> Block:
    """Return a stage's heading: its title, and below it, smaller, its dates."""
    title = block(stage_title(stage.name, language), room, size, bold=True)
    return stacked(title, block(stage_dates(stage, language), room, size - 1))
