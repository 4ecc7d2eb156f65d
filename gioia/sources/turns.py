"""The turns of a transcript: where in a text somebody begins to speak, who it is, and when.

Meeting software and people write it in many ways: a label before a colon (受访者A：, R:, 张三(00:12:08):), a line of its own
above the words (说话人 1 00:12), the time first ([00:12:08] 张三：), a bracketed name, a name before a tab, a role on a line
of its own. Each line is held against these forms (`turn_forms`). Which of the names are speakers, the whole document
decides: a role or a timed label by itself, any other name when it comes back or looks like a person's. A study can say how
a document's turns begin, and who speaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from gioia.sources.normal import folded
from gioia.sources.register import Transcript
from gioia.sources.speakers import is_field, is_role, is_surely_a_person, looks_like_a_person
from gioia.sources.turn_forms import IN_COLUMNS, LOOSE, PLAIN, SURE, TIMED, Candidate, Label, possible_labels
from gioia.sources.turn_patterns import template

_RUNS = re.compile(r"\S[^\n]*")
"""A line with words, from its first word on."""
_FIELD_LINE = re.compile(r"\s*([^\n:：]{1,20}?)\s*[:：](?!//)\s*([^\n]*)")
_SENTENCE_END = re.compile(r"[。？！?!…]\s*$")
_LONGEST_HEADER = 15
_FEW, _MOST, _NEARLY_ALL = 0.2, 0.5, 0.75
"""Shares of the lines: turns of many paragraphs leave few labels, turns of one line nearly as many labels as lines."""
_FEWEST_FIELDS = 3
_LETTER_PAIRS = (frozenset("QA"), frozenset("IR"))
_LONGEST_WORD, _LONGEST_WIDE = 12, 6


def labels(text: str, transcript: Transcript) -> list[Label]:
    """Return the labels of the turns in the order of the text; none where it is no transcript, or is said to be none.

    A name that is written in several ways (说话人 1, 说话人1) is the speaker of all of them, as it is first written.
    """
    if transcript.turn == "none":
        return []
    found = _labels(text, transcript)
    first: dict[str, str] = {}
    return [
        replace(label, speaker=known) if (known := first.setdefault(folded(label.speaker), label.speaker)) else label
        for label in found
    ]


def _labels(text: str, transcript: Transcript) -> list[Label]:
    if transcript.turn:
        return _as_the_study_says(text, transcript)
    candidates = list(possible_labels(text))
    if not candidates:
        return []
    if transcript.speakers:
        return _chosen(text, candidates, _said_speakers(transcript))
    header = _header_end(text)
    usable = _usable(text, [one for one in candidates if one.label.start >= header])
    return _chosen(text, usable, _speakers(text, usable))


def passed_over(text: str, found: Sequence[Label]) -> list[str]:
    """Return the names before a colon that stand once below the first label and were not taken for speakers.

    Each of them may be one; only a person can tell. `found` are the labels of the text.
    """
    if not found:
        return []
    taken = {label.start for label in found}
    after = [one.label for one in possible_labels(text) if one.form == "name:" and one.label.start > found[0].start]
    counts = Counter(label.speaker for label in after)
    return [
        label.speaker
        for label in after
        if label.start not in taken and counts[label.speaker] == 1 and _may_be_a_name(label.speaker)
    ]


def _may_be_a_name(name: str) -> bool:
    # `[^1]:` begins a note in Markdown.
    return (
        not is_field(name)
        and not name.startswith("^")
        and len(name) <= (_LONGEST_WORD if name.isascii() else _LONGEST_WIDE)
    )


def _as_the_study_says(text: str, transcript: Transcript) -> list[Label]:
    speakers = _said_speakers(transcript)
    found = []
    for match in template(transcript.turn).finditer(text):
        parts = match.groupdict()
        speaker = (parts.get("speaker") or "").strip()
        if not speakers or folded(speaker) in speakers:
            found.append(Label(match.start(), match.end(), speaker, parts.get("time") or ""))
    return found


def _said_speakers(transcript: Transcript) -> frozenset[str]:
    return frozenset(folded(name) for name in transcript.speakers)


def _header_end(text: str) -> int:
    """Return where the header of a transcript ends: the lines before a blank one, of which one or more are fields.

    Who interviews whom, when and where stands there, behind the same labels as the turns, but not in sentences.
    """
    lines = _first_block(text)
    fields = [_FIELD_LINE.match(line.group()) for line in lines]
    fields = fields[1:] if fields and not fields[0] else fields
    if len(lines) < 2 or not all(fields) or not _RUNS.search(text, lines[-1].end()):  # noqa: PLR2004
        return 0
    labels = [(field.group(1).strip(), field.group(2)) for field in fields if field]
    is_header = any(is_field(name) for name, _ in labels)
    is_talk = any(is_role(name) and _SENTENCE_END.search(words) for name, words in labels)
    return lines[-1].end() if is_header and not is_talk else 0


def _first_block(text: str) -> list[re.Match[str]]:
    """Return the lines before the first blank one that follows a field, or nothing where they are too many."""
    lines: list[re.Match[str]] = []
    for line in _RUNS.finditer(text):
        if lines and text.count("\n", lines[-1].end(), line.start()) > 1:
            if _FIELD_LINE.match(lines[-1].group()):
                return lines
            lines = []
        lines.append(line)
        if len(lines) > _LONGEST_HEADER:
            break
    return []


def _usable(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates whose name may be a speaker's in the form that it stands in, and the times without a name."""
    beside = {one.form for one in candidates if one.form in LOOSE and is_role(one.label.speaker)}
    loose = Counter((one.form, one.label.speaker) for one in candidates if one.form in beside)
    bold = Counter(one.label.speaker for one in candidates if one.form == "bold alone")
    letters = {one.label.speaker for one in candidates if one.form == "letter."}
    alone = {one.label.start for one in candidates if one.form == "name alone" and is_role(one.label.speaker)}

    def is_usable(candidate: Candidate) -> bool:
        form, name = candidate.form, candidate.label.speaker
        if form == "name alone" and not _has_words(text, candidate, alone):
            return False
        if form in LOOSE:
            return is_role(name) or (loose[form, name] > 1 and looks_like_a_person(name))
        if form == "letter.":
            return any(pair <= letters for pair in _LETTER_PAIRS)
        return not is_field(name) and (form != "bold alone" or bold[name] > 1)

    return [candidate for candidate in candidates if is_usable(candidate)]


def _speakers(text: str, usable: list[Candidate]) -> frozenset[str]:
    """Return the keys of those names that are speakers."""
    named = [candidate for candidate in usable if candidate.label.speaker]
    timed = _timed_speakers(text, [candidate for candidate in named if candidate.form in TIMED])
    untimed = _untimed_speakers(text, [candidate for candidate in named if candidate.form not in TIMED], timed)
    return frozenset(folded(name) for name in timed | untimed)


def _timed_speakers(text: str, timed: list[Candidate]) -> set[str]:
    """Return the names that stand with a time: those that come back or are surely persons, and then the others like them.

    A name and a time alone are a label only where somebody's words follow; `arrival 14:30` in field notes is none.
    """
    starts = {candidate.label.start for candidate in timed}
    spoken = [candidate for candidate in timed if _has_words(text, candidate, starts)]
    counts = Counter({candidate.label.start: candidate.label.speaker for candidate in spoken}.values())
    certain = {name for name, count in counts.items() if count > 1 or is_surely_a_person(name)}
    sure = {candidate.label.speaker for candidate in spoken if candidate.form in SURE}
    plain = [candidate for candidate in spoken if candidate.form in PLAIN]
    return certain | (sure if certain or len(plain) > 1 else set())


def _has_words(text: str, candidate: Candidate, starts: set[int]) -> bool:
    words = _RUNS.search(text, candidate.label.said)
    return candidate.same_line or (words is not None and words.start() not in starts)


def _first(text: str) -> int:
    """Return where the first words of the text begin, -1 in an empty one."""
    words = _RUNS.search(text)
    return words.start() if words else -1


def _untimed_speakers(text: str, untimed: list[Candidate], timed: set[str]) -> set[str]:
    """Return the names that stand alone before their words.

    The document is a transcript by its timed labels, its roles, or names that come back in enough of its lines. Then names
    that come back are speakers, and of those that stand once the ones that are surely persons; where nearly every line has a
    label, any Latin name.
    """
    heads = {candidate.label.start: candidate.label.speaker for candidate in untimed}
    counts = Counter(heads.values())
    roles = {name for name in counts if is_role(name)}
    spoken = sum(counts[name] for name in roles)
    by_roles = not _is_form(heads) and (spoken > 1 or heads.get(_first(text), "") in roles)
    if not timed and not by_roles and not _is_talk(text, heads, {name for name in counts if counts[name] > 1} | roles):
        return _if_nearly_all(text, heads)
    in_columns = {one.label.speaker for one in untimed if one.form in IN_COLUMNS and not is_role(one.label.speaker)}
    is_dense = not timed and _share(text, heads, {name for name in counts if looks_like_a_person(name)}) >= _NEARLY_ALL
    return {
        name
        for name, count in counts.items()
        if name in timed
        or count > 1
        or (name not in in_columns and (is_surely_a_person(name) or (is_dense and looks_like_a_person(name))))
    }


def _is_form(heads: dict[int, str]) -> bool:
    """Tell whether the names come in the same order again and again, as the fields of a form or the options of a question do."""
    names = list(heads.values())
    kinds = list(dict.fromkeys(names))
    has_roles = any(is_role(name) and (len(name) > 1 or name in "QIR问答") for name in kinds)
    is_periodic = len(names) > len(kinds) and all(name == kinds[at % len(kinds)] for at, name in enumerate(names))
    are_options = kinds[:_FEWEST_FIELDS] == ["A", "B", "C"]
    return are_options or (len(kinds) >= _FEWEST_FIELDS and is_periodic and not has_roles)


def _is_talk(text: str, heads: dict[int, str], names: set[str]) -> bool:
    """Tell whether several of the names begin so many lines that the text must be a conversation."""
    people = {name for name in names if looks_like_a_person(name)}
    is_sure = people == names and any(is_surely_a_person(name) for name in names)
    share = _FEW if is_sure else _MOST
    return len(names) > 1 and bool(people) and not _is_form(heads) and _share(text, heads, names) >= share


def _if_nearly_all(text: str, heads: dict[int, str]) -> set[str]:
    """Return all names of a short text in which nearly every line begins with one that looks like a person's."""
    people = {name for name in heads.values() if looks_like_a_person(name)}
    is_sure = any(is_surely_a_person(name) for name in people) and len(people) > 1 and not _is_form(heads)
    return people if is_sure and _share(text, heads, people) >= _NEARLY_ALL else set()


def _share(text: str, heads: dict[int, str], names: set[str]) -> float:
    """Return the share of the lines, from the first of the names on, that begin with one of them."""
    starts = [start for start, name in heads.items() if name in names]
    return len(starts) / _lines_from(text, min(starts)) if starts else 0.0


def _lines_from(text: str, start: int) -> int:
    return sum(1 for _ in _RUNS.finditer(text, start))


def _chosen(text: str, candidates: list[Candidate], speakers: frozenset[str]) -> list[Label]:
    """Return the first label of each line that names a speaker, and bare times where they part a text without names."""
    found: dict[int, Label] = {}
    for candidate in candidates if speakers else ():
        if folded(candidate.label.speaker) in speakers:
            found.setdefault(candidate.label.start, candidate.label)
    if found:
        return _apart(found[start] for start in sorted(found))
    times = [candidate.label for candidate in candidates if candidate.form == "time"]
    return times if len(times) > 1 and len(times) >= _FEW * _lines_from(text, times[0].start) else []


def _apart(labels: Iterable[Label]) -> list[Label]:
    """Return the labels without those that stand inside the one before them, as a name does below its time."""
    kept: list[Label] = []
    for label in labels:
        if not kept or label.start >= kept[-1].said:
            kept.append(label)
    return kept
