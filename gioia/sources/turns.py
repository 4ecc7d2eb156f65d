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

from gioia.sources.register import Transcript
from gioia.sources.speakers import is_field, is_role, looks_like_a_person
from gioia.sources.turn_forms import SURE, TIMED, Candidate, Label, possible_labels
from gioia.sources.turn_patterns import template

_RUNS = re.compile(r"[^\n]*\S[^\n]*")
_FEW, _MOST, _NEARLY_ALL = 0.2, 0.5, 0.7
"""Shares of the lines: turns of many paragraphs leave few labels, turns of one line nearly as many labels as lines."""
_LONGEST_WORD, _LONGEST_WIDE = 12, 4


def labels(text: str, transcript: Transcript) -> list[Label]:
    """Return the labels of the turns in the order of the text; none where it is no transcript, or is said to be none."""
    if transcript.turn == "none":
        return []
    if transcript.turn:
        return _as_the_study_says(text, transcript)
    candidates = list(possible_labels(text))
    speakers = _said_speakers(transcript) if transcript.speakers else _speakers(text, candidates)
    return _chosen(text, candidates, speakers)


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
    return not is_field(name) and len(name) <= (_LONGEST_WORD if name.isascii() else _LONGEST_WIDE)


def _as_the_study_says(text: str, transcript: Transcript) -> list[Label]:
    speakers = _said_speakers(transcript)
    found = []
    for match in template(transcript.turn).finditer(text):
        parts = match.groupdict()
        speaker = (parts.get("speaker") or "").strip()
        if not speakers or _key(speaker) in speakers:
            found.append(Label(match.start(), match.end(), speaker, parts.get("time") or ""))
    return found


def _said_speakers(transcript: Transcript) -> frozenset[str]:
    return frozenset(_key(name) for name in transcript.speakers)


def _key(name: str) -> str:
    """Return the name as it is compared: without spaces, so that 说话人 1 is 说话人1."""
    return "".join(name.split()).casefold()


def _speakers(text: str, candidates: list[Candidate]) -> frozenset[str]:
    """Return the keys of those names that are speakers."""
    usable = [candidate for candidate in candidates if _is_usable(candidate)]
    timed = _timed_speakers(text, [candidate for candidate in usable if candidate.form in TIMED])
    untimed = _untimed_speakers(text, [candidate for candidate in usable if candidate.form not in TIMED], timed)
    return frozenset(_key(name) for name in timed | untimed)


def _is_usable(candidate: Candidate) -> bool:
    """Tell whether the candidate's name may be a speaker's; on a line of its own, without a time, only a role may."""
    name = candidate.label.speaker
    return is_role(name) if candidate.form == "name alone" else bool(name) and not is_field(name)


def _timed_speakers(text: str, timed: list[Candidate]) -> set[str]:
    """Return the names that stand with a time: those that come back or look like a person's, and then the others like them.

    A line of a name and a time alone is a label only where somebody's words follow; `arrival 14:30` in field notes is none.
    """
    counts = Counter(candidate.label.speaker for candidate in timed)
    certain = {name for name, count in counts.items() if count > 1 or looks_like_a_person(name)}
    starts = {candidate.label.start for candidate in timed}
    sure = {
        candidate.label.speaker for candidate in timed if candidate.form in SURE and _has_words(text, candidate, starts)
    }
    first = {
        candidate.label.speaker for candidate in timed if candidate.same_line and candidate.label.start == _first(text)
    }
    return certain | (sure if certain else sure & first)


def _has_words(text: str, candidate: Candidate, starts: set[int]) -> bool:
    words = _RUNS.search(text, candidate.label.said)
    return candidate.same_line or (words is not None and _begins(words) not in starts)


def _first(text: str) -> int:
    """Return where the first words of the text begin, -1 in an empty one."""
    words = _RUNS.search(text)
    return _begins(words) if words else -1


def _begins(line: re.Match[str]) -> int:
    return line.end() - len(line.group().lstrip())


def _untimed_speakers(text: str, untimed: list[Candidate], timed: set[str]) -> set[str]:
    """Return the names that stand alone before their words.

    The document is a transcript by its roles, or where names come back in enough of its lines. Then names that come back are
    speakers, and of those that stand once the ones that look like a person's.
    """
    heads = {candidate.label.start: candidate.label.speaker for candidate in untimed}
    counts = Counter(heads.values())
    roles = {name for name in counts if is_role(name)}
    back = {name for name, count in counts.items() if count > 1}
    spoken = sum(counts[name] for name in roles)
    is_transcript = bool(timed) or spoken > 1 or heads.get(_first(text), "") in roles
    if not is_transcript and not _is_talk(text, heads, back | roles):
        return _if_nearly_all(text, heads)
    return {name for name in back if name in timed or _is_alone(name, untimed)} | {
        name for name in counts if name in timed or _is_speaker(name)
    }


def _is_speaker(name: str) -> bool:
    """Tell whether the name is a speaker's even if it stands once: one Latin word, such as Method, may be anything."""
    is_one_word = name.isascii() and len(name) > 1 and " " not in name
    return is_role(name) or (not is_one_word and looks_like_a_person(name))


def _is_alone(name: str, untimed: list[Candidate]) -> bool:
    """Tell whether the name stands before a colon: one in brackets or before a tab must look like a person's."""
    return looks_like_a_person(name) or any(
        candidate.form == "name:" for candidate in untimed if candidate.label.speaker == name
    )


def _is_talk(text: str, heads: dict[int, str], names: set[str]) -> bool:
    """Tell whether several of the names begin so many lines that the text must be a conversation."""
    share = _FEW if all(looks_like_a_person(name) for name in names) else _MOST
    starts = [start for start, name in heads.items() if name in names]
    return len(names) > 1 and len(starts) >= share * _lines_from(text, min(starts))


def _if_nearly_all(text: str, heads: dict[int, str]) -> set[str]:
    """Return all names of a short text in which nearly every line begins with one that looks like a person's."""
    people = {name for name in heads.values() if looks_like_a_person(name)}
    starts = [start for start, name in heads.items() if name in people]
    return people if len(starts) > 1 and len(starts) >= _NEARLY_ALL * _lines_from(text, 0) else set()


def _lines_from(text: str, start: int) -> int:
    return sum(1 for _ in _RUNS.finditer(text, start))


def _chosen(text: str, candidates: list[Candidate], speakers: frozenset[str]) -> list[Label]:
    """Return the first label of each line that names a speaker, and bare times where they part a text without names."""
    found: dict[int, Label] = {}
    for candidate in candidates:
        if _key(candidate.label.speaker) in speakers:
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
