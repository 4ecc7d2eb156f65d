"""The words of figures that are made of other words: a stage's name and dates, the line of its roles."""

from __future__ import annotations

from collections.abc import Sequence

from gioia.codebook.records import Codebook, dimension_of, shared_by, theme_of
from gioia.displays.lettering import Block, block, stacked
from gioia.model.records import Construct, Stage

_SUFFIX = "阶段"


def stage_title(name: str, language: str) -> str:
    """Return a stage's name as it stands in a heading; a Chinese one ends in 阶段."""
    return name if language != "zh" or name.endswith(_SUFFIX) else name + _SUFFIX


def stage_dates(stage: Stage, language: str) -> str:
    """Return a stage's bracket of time: 2013.12—2014.08, 2016.08起; empty where it has no dates."""
    start, end = (_date(date, language) for date in (stage.start, stage.end))
    dash = "—" if language == "zh" else " – "
    if start and not end:
        return f"{start}起" if language == "zh" else f"since {start}"
    return f"{start}{dash}{end}" if start else end


def _date(date: str, language: str) -> str:
    return date.replace("-", ".") if language == "zh" else date


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
