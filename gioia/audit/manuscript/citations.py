"""Citations: author and year in a sentence, or a title in title marks, by which a paper says that words are another author's.

What is named in a sentence that cites is a term of those who are cited, as far as the sentence goes on: it is nobody's slip of a
name of the study.
"""

from __future__ import annotations

import re

_YEAR = r"(?:1[89]|20)\d{2}[a-z]?"
CITED = re.compile(
    rf"[(（][^()（）]{{0,80}}?[^\W\d_][^()（）]{{0,60}}?[,，\s]\s*{_YEAR}(?:[,，;；:：][^()（）]{{0,80}})?[)）]|[(（]{_YEAR}(?:[,，:：]\s*(?:p+\.?|第)?\s*[\d–-]+页?)?[)）]|\[\d{{1,3}}(?:\s*[-–,，、]\s*\d{{1,3}})*\]|\[[^\[\]\s]*[a-zA-Z][^\[\]\s]*\d{{4}}[^\[\]]*\]"
)
DATED = re.compile(
    r"访谈|采访|受访|interview|informant|field|观察|\b\d{1,2}\s+\w+\s+20\d\d|月|website|官网|博客|blog", re.IGNORECASE
)
"""What tells that a year in brackets is an interview's, a page's of a site, or a time of the study's own."""
_MAY_CITE = re.compile(rf"{_YEAR}|\[\d")
_SENTENCE_END = re.compile(r"[。！？；;]|[.!?]\s")
_MONTHS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|[年月至到]|[—–-]\s*(?:19|20)\d\d|\bto\b"
)
_PERIODICAL = r"日报|晚报|周报|周刊|时报|晨报|都市报|商报|新闻|通讯|公报|报》|刊》|网》|\b(?:Mail|Times|Courier|Post|Herald|Gazette|Tribune|Chronicle|Observer|Telegraph|Daily|Weekly|Echo|Argus|News|Journal)\b"
_WORK = re.compile(
    r"[\u4e00-\u9fff·]{2}(?:先生|教授)?(?:曾|早)?(?:在|于|所著)(?:其|他的|她的)?(?:著作|名著|名篇|小说|散文)?《[^《》]{2,40}》(?:一书|一文)?(?:中|里)?[^，。；：“”《》]{0,6}[，：:,]?\s*$"
    r"|\b[A-Z][\w’'-]+ (?:(?:once|famously|already|also) )?(?:wr[io]tes?|puts? it|note[sd]|argue[sd]|observe[sd]|remark(?:ed|s)|said|says|has it),? in (?:(?:his|her|their|the) )?(?:(?:book|classic|novel|essay|memoir|poem) )?\*[^*]{2,80}\*,?\s*$"
)
"""An author and the title of a work, right before what is quoted from it."""
_REACH_BEFORE, _REACH_BEHIND = 300, 120
_REACH_DENIED = 40
_DENIED = re.compile(
    r"(?:并非|不是|而非|不再是|不等于|不同于|有别于|区别于|没有(?:用|使用|说|提)|未(?:用|使用|提))[^，。；！？“”]{0,6}[“‘「『*_]+$"
    r"|\b(?:not|never|nor|rather than|instead of|unlike|as opposed to)\b[^.;:!?,“”\"]{0,30}[“‘\"*_]+$",
    re.IGNORECASE,
)
"""What says right before words in quotation marks that they are not the word for it."""


def is_cited(text: str, start: int, stop: int) -> bool:
    """Tell whether the sentence around a span of a paragraph cites an author before it, or behind it in the same clause."""
    before = text[max(0, start - _REACH_BEFORE) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    before = before[ends[-1] :] if ends else before
    behind = text[stop : stop + _REACH_BEHIND]
    end = _SENTENCE_END.search(behind)
    behind = behind[: end.start()] if end else behind
    dated = [piece for piece in (before, behind) if _MAY_CITE.search(piece)]
    return any(_is_citation(match[0]) for piece in dated for match in CITED.finditer(piece))


def is_disowned(text: str, start: int, stop: int) -> bool:
    """Tell whether the words at a span are those of others whom the sentence cites, or of nobody: not “…”, 而不是“…”."""
    return is_cited(text, start, stop) or _DENIED.search(text[max(0, start - _REACH_DENIED) : start]) is not None


def is_of_a_work(before: str) -> bool:
    """Tell whether the words before a quotation name an author and a work, which is no newspaper or magazine."""
    found = _WORK.search(before)
    return found is not None and re.search(_PERIODICAL, found[0]) is None


def _is_citation(words: str) -> bool:
    """Tell whether brackets with a year in them cite, and do not date."""
    return DATED.search(words) is None and _MONTHS.search(words) is None
