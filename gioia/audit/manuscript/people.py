"""The people whom a study knows: by name those who speak in its transcripts, by what they are those whom its interviews are with.

A paper may write a speaker's whole name, the given name or the surname. What people are is told by the register (interviews with
family carers, 创始人访谈) and by labels of turns (居民3（保安）). Words for anybody in an organisation (staff, members, 员工) tell
nobody apart, and are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from gioia.audit.manuscript.sayers import Sayer
from gioia.audit.manuscript.subjects import is_person, is_role
from gioia.sources.register import Source

_WITH = re.compile(r"\binterviews?\s+(?:with|of)\s+(?P<whom>.+)", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<whom>[\w\s,&'’-]{1,120}?)\s{1,9}interviews?\b(?!\s{1,9}(?:with|of))", re.IGNORECASE)
_BEFORE_ZH = re.compile(
    r"(?P<whom>[^访采专]{1,30}?)的?(?:深度|半结构化|结构化|焦点|个人|个别|一对一)?(?:访谈|采访|专访)"
)
_SEVERAL = re.compile(r"\s{0,9}(?:[,，、/&与和及]|\band\b)\s{0,9}")
_FURTHER = re.compile(r"\s(?:of|in|at|from|on|for|with|to)\s.*", re.DOTALL)
_COUNTED_ZH = re.compile(r"^[一两二三四五六七八九十百\d几多]+(?:余|多)?[位名个]")
_NAME_PART = re.compile(r"[A-ZÀ-Þ][\w'’-]{2,}")
_SURNAMED = "总|先生|女士|老师|师傅|经理|主任|董事长|书记"
_ANYBODY = frozenset(
    [
        "staff",
        "employee",
        "member",
        "worker",
        "manager",
        "management",
        "people",
        "person",
        "participant",
        "informant",
        "respondent",
        "interviewee",
        "stakeholder",
        "team",
        "expert",
        "leader",
        "professional",
        "user",
        "group",
        "company",
        "firm",
        "man",
        "woman",
        "other",
        "员工",
        "职工",
        "成员",
        "人员",
        "管理者",
        "管理层",
        "管理人员",
        "高层管理者",
        "中层管理者",
        "高管",
        "企业",
        "公司",
        "团队",
        "受访者",
        "当事人",
        "专家",
        "相关人员",
        "利益相关者",
        "用户",
        "个人",
        "小组",
    ]
)
"""What anybody may be called."""
_HEADS = frozenset(
    [
        "founder",
        "co-founder",
        "ceo",
        "director",
        "chair",
        "chairman",
        "chairwoman",
        "president",
        "owner",
        "head",
        "principal",
        "leader",
        "executive",
        "创始人",
        "联合创始人",
        "总经理",
        "董事长",
        "总裁",
        "老板",
        "负责人",
        "发起人",
        "厂长",
        "社长",
        "院长",
        "校长",
        "站长",
        "主任",
        "经理",
        "总监",
        "理事长",
        "掌柜",
        "店主",
        "店长",
    ]
)
"""What the one at the top is called: the same person may be several of these."""
_LEAST_ZH, _MOST_ZH = 2, 8


class Role(Struct, frozen=True):
    """What people are called: the words that may stand for it, those that may go before them, and the sources they speak in."""

    words: tuple[str, ...]
    beside: frozenset[str]
    sources: frozenset[str]

    @property
    def is_a_head(self) -> bool:
        """Tell whether it is the one at the top."""
        return not _HEADS.isdisjoint(self.words)


class People:
    """Who speaks in a study's interviews.

    `interviews` are the sources that are interviews, `speakers` the labels of turns, each with the codes of the sources that
    it stands in.
    """

    def __init__(self, interviews: Iterable[Source], speakers: Iterable[tuple[str, str]]) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        sources: dict[tuple[str, ...], set[str]] = defaultdict(set)
        beside: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for label, code in speakers:
            name, roles = parted(label)
            for short in (name, *_halves(name)):
                self._names[short].add(label)
            for role in roles:
                sources[_forms(role)].add(code)
        for source in interviews:
            for words in _whom(source, self._names):
                forms = _forms(words.split()[-1])
                sources[forms].add(source.code)
                beside[forms].update(word.lower() for word in words.split()[:-1])
        self._roles = [
            Role(forms, frozenset(beside[forms]), frozenset(codes))
            for forms, codes in sources.items()
            if _ANYBODY.isdisjoint(forms)
        ]

    def named(self, sayer: Sayer) -> tuple[str, frozenset[str]]:
        """Return the name of the speaker that a subject is, and the labels that it may stand for; nothing where it names none."""
        for name in sorted(self._names, key=len, reverse=True):
            for start, stop in _places(name, sayer.subject):
                if is_person(sayer.subject, start, stop):
                    return name, frozenset(self._names[name])
        return "", frozenset()

    def called(self, sayer: Sayer) -> tuple[str, Role | None]:
        """Return what a subject is called, and the role that it stands for; None where it is called nothing that is known."""
        for role in self._roles:
            for word in role.words:
                for start, stop in _places(word, sayer.subject, re.IGNORECASE):
                    if is_role(sayer.subject, start, stop, role.beside):
                        return sayer.subject[start:stop], role
        return "", None

    def roles_of(self, sources: Iterable[str]) -> list[Role]:
        """Return the roles of those who speak in any of the sources."""
        wanted = set(sources)
        return [role for role in self._roles if role.sources & wanted]

    def is_spoken_of(self, labels: Iterable[str], text: str) -> bool:
        """Tell whether a text names one of the speakers with these labels."""
        wanted = set(labels)
        return any(found & wanted and any(_places(name, text)) for name, found in self._names.items())


def mentions(role: Role, text: str) -> bool:
    """Tell whether a text has a word for the role."""
    return any(any(_places(word, text, re.IGNORECASE)) for word in role.words)


def parted(label: str) -> tuple[str, list[str]]:
    """Return the name that a label of a turn begins with, and what else it says of the person: `Ruth (baker)` is Ruth, a baker."""
    name, *others = [piece for piece in re.split(r"\s*[(（)）,，、;；/]\s*", label.strip()) if piece] or [""]
    return name, others


def _places(word: str, text: str, flags: int = 0) -> list[tuple[int, int]]:
    """Return where a word stands as one; Latin letters and digits may not go on beside it, and nobody's husband is meant by 's."""
    pattern = rf"(?<![A-Za-z0-9À-ÿ'’-]){re.escape(word)}(?![A-Za-z0-9À-ÿ'’-])"
    return [found.span() for found in re.finditer(pattern, text, flags)]


def _halves(name: str) -> list[str]:
    """Return the shorter names under which a paper may speak of somebody: given name, surname; in Chinese a surname with a title."""
    if any(map(str.isdigit, name)):
        return []
    parts = name.split()
    if len(parts) > 1:
        return [part for part in parts if _NAME_PART.fullmatch(part)]
    if re.fullmatch(r"[\u3400-\u9fff]{2,3}", name):
        return [name[0] + title for title in _SURNAMED.split("|") if not name.endswith(title)]
    return []


def _forms(word: str) -> tuple[str, ...]:
    """Return the word as it stands for one and for several."""
    word = word.lower()
    if not word.isascii():
        return (word,)
    one = re.sub(r"(?<=[a-z]{2})ies$", "y", word)
    one = re.sub(r"(?:(?<=ss)|(?<=ch)|(?<=sh)|(?<=x))es$|(?<![su])s$", "", one) if one == word else one
    many = word if word != one else (f"{one[:-1]}ies" if re.search(r"[^aeiou]y$", one) else f"{one}s")
    return tuple(dict.fromkeys((one, many)))


def _whom(source: Source, names: Iterable[str]) -> list[str]:
    """Return what the register calls the people of a source of interviews."""
    found: list[str] = []
    for text in (source.name, source.kind):
        told = _WITH.search(text) or _BEFORE.search(text) or _BEFORE_ZH.match(text)
        found += _SEVERAL.split(told["whom"]) if told else []
    found += _SEVERAL.split(source.author)
    return [words for piece in found if (words := _called(piece, names))]


def _called(piece: str, names: Iterable[str]) -> str:
    """Return a piece of the register as words for what somebody is, nothing where it cannot be."""
    words = re.sub(r"^(?:the|an?)\s+", "", _FURTHER.sub("", piece.strip()), flags=re.IGNORECASE)
    words = _COUNTED_ZH.sub("", words)
    name = next((name for name in names if len(name) > 1 and words.endswith(name)), "")
    words = words[: len(words) - len(name)].strip()
    if not words:
        return ""
    if words.isascii():
        head = words.split()[-1]
        return words if head.isalpha() and head.islower() else ""
    return words if _LEAST_ZH <= len(words) <= _MOST_ZH and words.isalpha() else ""
