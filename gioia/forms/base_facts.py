"""Facts about the base of a study: its sources, their texts, and who can get at them."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from gioia.displays import counts
from gioia.displays.captions import dates_text
from gioia.findings import counted
from gioia.forms.told import Fact, Known, Teller, places
from gioia.sources.register import category_code

_NO_BREAK = "\u00a0"


def title(known: Known) -> Fact | None:
    """Tell what the study is called."""
    name = known.study.title
    return Fact((f"“{name}”", f"《{name}》"), places("study.yaml: study")) if name else None


def sources(known: Known) -> Fact | None:
    """Tell how many sources there are of each category, and how many documents and characters."""
    study = known.study
    if not study.sources:
        return None
    by_category = Counter(category_code(source.code) for source in study.sources)
    names = {one: counts.category_names(replace(study, language=one)) for one in ("en", "zh")}
    length = sum(len(document.text) for document in study.documents.values())
    documents = len(study.documents)
    english = "; ".join(f"{names['en'][code]} ({code}) {number}" for code, number in by_category.items())
    chinese = "；".join(f"{names['zh'][code]}（{code}）{number} 个" for code, number in by_category.items())
    text = (
        (
            f"{counted(len(study.sources), 'source')}, {counted(documents, 'document')}, "
            f"{counted(length, 'character')}: {english}."
        ),
        f"{len(study.sources)} 个来源，{documents:,} 份文档，{length:,} 个字符：{chinese}。",
    )
    return Fact(text, (*known.shown("sources"), *places("study.yaml: sources")))


def dates(known: Known) -> Fact | None:
    """Tell from when to when the sources are that have a date."""
    dated = [source for source in known.study.sources if source.date]
    if not dated:
        return None
    first, last = min(source.date for source in dated), max(source.end or source.date for source in dated)
    span = [dates_text(first, last if last != first else "", one).replace(_NO_BREAK, " ") for one in ("en", "zh")]
    number, every = len(dated), len(known.study.sources)
    text = (
        f"Of {counted(every, 'source')}, {number:,} {'has' if number == 1 else 'have'} a date: {span[0]}.",
        f"{every} 个来源中 {number} 个注明日期：{span[1]}。",
    )
    return Fact(text, places("study.yaml: sources"))


def access(known: Known) -> Fact | None:
    """Tell who can get at which sources, as the register says."""
    by_access: dict[str, list[str]] = {}
    for source in known.study.sources:
        if source.access:
            by_access.setdefault(source.access, []).append(source.code)
    if not by_access:
        return None
    english = "; ".join(f"{', '.join(codes)}: {said}" for said, codes in by_access.items())
    chinese = "；".join(f"{'、'.join(codes)}：{said}" for said, codes in by_access.items())
    return Fact((f"Access to sources. {english}.", f"来源的获取：{chinese}。"), places("study.yaml: sources"))


def frozen(known: Known) -> Fact | None:
    """Tell how texts were read and that they are frozen."""
    documents = known.study.documents.values()
    if not documents:
        return None
    readers = Counter(document.reader for document in documents if document.reader)
    doubtful = sum(bool(document.doubts) for document in documents)
    english = ", ".join(f"{name} {number:,}" for name, number in sorted(readers.items()))
    chinese = "、".join(f"{name} {number:,} 份" for name, number in sorted(readers.items()))
    text = (
        f"{counted(len(documents), 'text')} frozen with SHA-256"
        + (f", read as {english}" if readers else "")
        + (f"; {doubtful:,} read with doubts that are on record." if doubtful else "."),
        f"{len(documents):,} 份文字已冻结并登记 SHA-256"
        + (f"，读取方式：{chinese}" if readers else "")
        + (f"；其中 {doubtful:,} 份读取时有存疑记录。" if doubtful else "。"),
    )
    return Fact(text, places("sources/documents.jsonl", "gioia sources"))


def translated(known: Known) -> Fact | None:
    """Tell how many excerpts have a translation, and whose."""
    done = [one for one in known.study.translations if one.text]
    if not done:
        return None
    by = list(dict.fromkeys(one.by for one in done if one.by))
    text = (
        f"{counted(len(done), 'excerpt')} translated" + (f" by {', '.join(by)}." if by else "."),
        f"译出摘录 {len(done):,} 条" + (f"，译者：{'、'.join(by)}。" if by else "。"),
    )
    return Fact(text, places("translations/", "gioia translate"))


def shares(known: Known) -> Fact | None:
    """Tell on which source most codings rest, and on how many they do at all."""
    found = {code: number for code, number in counts.codings_by_source(known.study).items() if number}
    if not found:
        return None
    total, most = sum(found.values()), max(found.values())
    first = [code for code, number in found.items() if number == most]
    text = (
        f"{counted(total, 'coding')} rest on {counted(len(found), 'source')}; the largest share, {most:,}, on {' and on '.join(first)}.",
        f"{total:,} 条编码出自 {len(found)} 个来源，最多的是 {'、'.join(first)}，{'各 ' * (len(first) > 1)}{most:,} 条。",
    )
    return Fact(text, (*known.shown("concept-by-source"), *places("codings/")))


TELLERS = {
    "title": Teller(title, "study"),
    "sources": Teller(sources, "sources"),
    "dates": Teller(dates, "sources: date"),
    "access": Teller(access, "sources: access"),
    "frozen": Teller(frozen, "gioia add"),
    "translated": Teller(translated, "gioia translate"),
    "shares": Teller(shares, "gioia code"),
}
