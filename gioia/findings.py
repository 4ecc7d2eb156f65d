"""Findings: every fault or remark about a study, as a value with a place and a remedy.

A finding names a rule by a stable id, so that a person can look it up, waive it with a reason, or filter on it. Readers
and rules return findings in lists, all of them in one go; nothing here raises.

Line numbers are 1-based, as editors show them; 0 means that the finding concerns the file as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Protocol

from msgspec import Struct

Severity = Literal["error", "warning", "info"]
SEVERITIES_IN_CHINESE: Mapping[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}


class Rule(Struct, frozen=True):
    """A rule that findings refer to.

    `integrity` rules concern what stands in the files: while one of severity error fails, a display computed from the
    study cannot be trusted. The others concern the analysis.
    """

    id: str
    severity: Severity
    integrity: bool
    text: str


RULES = {
    rule.id: rule
    for rule in (
        Rule("FI1", "error", True, "A file of the study can be read as UTF-8 text"),
        Rule("FI2", "error", True, "A YAML file is well formed"),
        Rule("FI3", "error", True, "A key stands once in its mapping"),
        Rule("FI4", "error", True, "A file holds no marks of an unsettled merge"),
        Rule("FI5", "error", True, "A file has the keys and values that its schema asks for"),
        Rule("FI6", "error", True, "A file that the study names is there"),
        Rule(
            "FI7",
            "error",
            True,
            "A line of a codings file, of the document register or of the history is one JSON record",
        ),
        Rule("NA1", "error", True, "A name that is used is declared"),
        Rule("NA2", "error", True, "A name is declared once"),
        Rule("DO1", "error", True, "A document's text has the SHA-256 that the register holds"),
        Rule("DO2", "error", True, "A registered document is there"),
        Rule("DO3", "warning", True, "A file among the sources is registered"),
        Rule("DO4", "warning", False, "What was read of a document can be trusted"),
        Rule("DO5", "warning", False, "What the study says of turns finds some"),
        Rule("TR1", "error", True, "A coding's quotation stands at its place in the document"),
        Rule("TR2", "error", False, "A quotation in the manuscript stands in the study"),
        Rule("TR3", "error", False, "A quotation is attributed to the source that it is of"),
        Rule("TR4", "error", False, "The code that an excerpt is credited to leads to one document"),
        Rule(
            "TR5",
            "error",
            False,
            "In a shortened excerpt cuts are marked, insertions bracketed, and nothing else differs",
        ),
        Rule("TR6", "error", False, "An excerpt is one speaker's words"),
        Rule(
            "TR7",
            "warning",
            False,
            "An excerpt can be told by kind and date of its source and, in a transcript, by its speaker",
        ),
        Rule("TR10", "warning", False, "A translation is of the quotation as it stands"),
        Rule("TR11", "info", False, "Where excerpts are translated, all of them are"),
        Rule("TR9", "warning", False, "A passage that an update of its document touched has been looked at"),
        Rule("TR8", "warning", True, "The codings of a file are sorted by position"),
        Rule("GI1", "error", False, "Every concept has a theme, every theme a concept, every dimension a theme"),
        Rule("GI2", "error", False, "Every first-order concept has at least one coding"),
        Rule("GI3", "warning", False, "A concept rests on two passages in two documents"),
        Rule("GI4", "warning", False, "A theme has two concepts, a dimension two themes"),
        Rule(
            "GI5", "warning", False, "Concepts are named in the informants' words, themes in others than their concepts"
        ),
        Rule("GI6", "info", False, "A concept names one idea"),
        Rule("GI7", "warning", False, "A name is written in one way"),
        Rule("GI8", "warning", False, "Every theme stands in the model"),
        Rule("GI9", "info", False, "A change of the codebook has its reason in the history"),
        Rule("GI10", "info", False, "It is known how many concepts there were in the course of the analysis"),
        Rule("GI11", "info", False, "Other readings of the material were weighed"),
        Rule("EV1", "warning", False, "No passage is shown twice for one theme, or as power and as proof quote"),
        Rule("EV2", "error", False, "Every coded theme has an excerpt that is shown"),
        Rule("EV3", "info", False, "Counts by stage add up to all codings"),
        Rule("EV4", "warning", False, "No document or speaker outweighs the others behind a theme"),
        Rule("PR1", "error", False, "Stages are dated, in order, do not overlap, and are opened by a named event"),
        Rule("PR2", "warning", False, "A dated event, and what it rests on, falls within its stage"),
        Rule("PR3", "error", False, "No stage × dimension cell is empty unless that is declared"),
        Rule("PR7", "warning", False, "In a process study every coding that is shown has a stage"),
        Rule("PR4", "warning", False, "Every relation has a basis: codings, or a section that states it"),
        Rule("PR5", "warning", False, "Roles, modes and who leads are told for every stage, once each"),
        Rule("PR6", "info", False, "What is told in hindsight is marked so"),
        Rule("TG1", "warning", False, "A theme rests on two or more source categories"),
        Rule("TG2", "warning", False, "What a source has from other sources is marked so"),
        Rule("TG3", "info", False, "Sources give the same dates and numbers for one event"),
        Rule(
            "TG4",
            "warning",
            False,
            "The register says of each source what it is, how much, by whom, when and open to whom",
        ),
        Rule("RE1", "info", False, "It is said who coded, and how differences between coders were settled"),
        Rule("RE2", "info", False, "Agreement between coders, where it is reported, is reported in full"),
        Rule("RE3", "info", False, "No coefficient of agreement is demanded, and none is read as quality"),
        Rule("RE4", "info", False, "A claim of saturation names its unit and its rule"),
        Rule("TP1", "info", False, "The twelve criteria of transparency are answered, or said not to apply and why"),
        Rule(
            "TP2",
            "info",
            False,
            "What the reporting standards COREQ, SRQR and JARS-Qual ask is answered from the study",
        ),
        Rule("TP3", "info", False, "Reviewers can examine the evidence without reading what is confidential"),
        Rule("TP4", "warning", False, "What a procedure suggested is shown only once a person has accepted it"),
        Rule("MS1", "error", False, "Counts that the manuscript states are the study's"),
        Rule("MS2", "error", False, "Rows of the manuscript's tables are the study's"),
        Rule("MS3", "info", False, "The letters of the manuscript are what its reader sees"),
        Rule("EX1", "warning", False, "Every display can be written in every format"),
        Rule("EX2", "warning", False, "Every character of a display can be held by a file"),
        Rule("EX3", "warning", False, "Every display in a document that is written into is one of the study"),
        Rule("EX4", "warning", False, "Every figure fits the width that is asked for, and a page"),
        Rule("SE1", "info", False, "A study tells the words that it rests on, and does not keep them sealed"),
        Rule("SE2", "warning", False, "Nothing in a redacted copy looks like a name that was replaced"),
        Rule("WA1", "warning", False, "A waiver names a rule and a finding that exist"),
    )
}


class Place(Struct, frozen=True):
    """Where something stands: a file's path and a line, 1-based; line 0 is the file as a whole."""

    path: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:" if self.line else f"{self.path}:"


class Finding(Struct, frozen=True):
    """One fault or remark.

    `subject` is the name that the finding is about (a concept, a stage × dimension cell, a coding's id): a waiver in
    `study.yaml` points at it together with the rule. `waived` holds the waiver's reason, else it is empty.
    """

    rule: str
    place: Place
    message: str
    remedy: str
    severity: Severity = "error"
    subject: str = ""
    waived: str = ""


def finding(
    rule: str, place: Place, message: str, remedy: str, *, subject: str = "", severity: Severity | None = None
) -> Finding:
    """Return a finding with the severity of its rule, unless the case is milder and `severity` says so."""
    return Finding(rule, place, message, remedy, severity or RULES[rule].severity, subject)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by file, line and rule, each once."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.place.path, f.place.line, f.rule, f.message))


def errors(findings: Iterable[Finding], *, integrity_only: bool = False) -> list[Finding]:
    """Return the findings of severity error that no waiver covers."""
    return [
        f
        for f in findings
        if f.severity == "error" and not f.waived and (RULES[f.rule].integrity or not integrity_only)
    ]


_FEW = 5
_LIKE = 0.6


class Severe(Protocol):
    """What has a severity, and the reason of the waiver where it is waived: a finding, a remark on a manuscript."""

    @property
    def severity(self) -> Severity:
        """How grave it is."""

    @property
    def waived(self) -> str:
        """Why it is accepted, empty where it is not."""


def by_severity(found: Iterable[Severe]) -> dict[str, int]:
    """Return how many stand as error, warning and info, and how many are waived."""
    keys = ["waived" if one.waived else one.severity for one in found]
    return {key: keys.count(key) for key in ("error", "warning", "info", "waived")}


def listed(names: Sequence[str], most: int = 4) -> str:
    """Return names as messages list them: the first `most` of them, and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" … ({more} more)" if more > 0 else "")


def counted(count: int, noun: str) -> str:
    """Return a number with its English noun, given in the singular of those whose plural has an s: 1 turn, 2,500 turns."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def suggestion(name: str, names: Iterable[str], otherwise: str) -> str:
    """Return the remedy for an unknown name: the declared names that it may stand for, else what to do `otherwise`.

    That is the only name that holds it as a part, else the nearest, else the few that hold it.
    """
    known = sorted(set(names))
    holding = [other for other in known if name in other] if len(name) > 1 or not name.isascii() else []
    near = holding[0] if len(holding) == 1 else nearest(name, known)
    if near:
        return f"did you mean {near!r}?"
    few = 1 < len(holding) <= _FEW
    return f"did you mean one of {', '.join(map(repr, holding))}?" if few else otherwise


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the declared name that is most like `name`, or an empty string where none comes near.

    Similarity is difflib's ratio (Ratcliff and Obershelp 1988), at least 0.6; of documents also that of their names without
    source and ending, which many share. Of two characters one is enough where no other name shares it: many Chinese names
    have no more than two.
    """
    import difflib

    known = sorted(set(names))
    close = [
        other
        for other in difflib.get_close_matches(name, known, n=_FEW, cutoff=_LIKE)
        if "/" not in other or _are_alike(_stem(name), _stem(other))
    ]
    if not close:
        half = [other for other in known if _share_half(name, other)]
        close = half if len(half) == 1 else []
    return close[0] if close else ""


def _stem(name: str) -> str:
    """Return a document's name without its source and ending."""
    last = name.rpartition("/")[2]
    return last.rpartition(".")[0] or last


def _are_alike(name: str, other: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, name, other).ratio() >= _LIKE or _share_half(name, other)


def _share_half(name: str, other: str) -> bool:
    return len(name) == len(other) == 2 and (other[0] == name[0] or other[1] == name[1])  # noqa: PLR2004 - see `nearest`
