"""The method statement: how the study was done, as far as a program can count it and study.yaml states it.

Each paragraph is about one step, in both languages, with the literature that the step comes from. Nothing is judged, and what
the files do not tell is not said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, to_builtins

from gioia.audit.trail import Entry, of_structure
from gioia.codebook.records import concepts, themes
from gioia.displays import counts
from gioia.displays.captions import stage_dates
from gioia.displays.saturation import BASE, RUN, THRESHOLD, ratios, reached, steps
from gioia.findings import Finding
from gioia.sources.normal import counted
from gioia.sources.register import category_code
from gioia.study.memos import Memo
from gioia.study.record import CONSENSUS, Study, counted_codings, evidence, persons_codings


class Paragraph(Struct, frozen=True):
    """What is said of one step, in English and Chinese; `literature` are the works that the step comes from."""

    step: str
    en: str
    zh: str
    literature: str = ""


def method_value(
    study: Study, findings: Sequence[Finding], entries: Sequence[Entry], memos: Sequence[Memo]
) -> dict[str, Any]:
    """Return the paragraphs, and what study.yaml states under `statements`, each with its name."""
    paragraphs = [
        *_material(study),
        *_coding(study),
        *_structure(study),
        *_process(study),
        *_evidence(study),
        *_triangulation(study),
        *_saturation(study),
        *_trail(entries, memos),
        _checks(findings),
    ]
    return {"paragraphs": [to_builtins(one) for one in paragraphs], "statements": _statements(study)}


def _statements(study: Study) -> list[dict[str, Any]]:
    """Return what the researcher states, by name: a text, or a text a part."""
    stated = study.statements.items()
    return [{"name": name, "text": one.text, "parts": list(one.parts.items())} for name, one in stated]


def _material(study: Study) -> Iterator[Paragraph]:
    if not study.sources:
        return
    by_category = Counter(category_code(source.code) for source in study.sources)
    names = {one: counts.category_names(_in(study, one)) for one in ("en", "zh")}
    length = sum(len(document.text) for document in study.documents.values())
    en = "; ".join(f"{names['en'][code]} ({code}): {number}" for code, number in by_category.items())
    zh = "；".join(f"{names['zh'][code]}（{code}）{number} 个" for code, number in by_category.items())
    documents = counted(len(study.documents), "document")
    yield Paragraph(
        "material",
        f"The study rests on {counted(len(study.sources), 'source')} with {documents} of {counted(length, 'character')} "
        f"in all. Sources by kind: {en}.",
        f"本研究的资料有 {len(study.sources)} 个来源、{len(study.documents)} 份文档，共 {length:,} 个字符。按类别：{zh}。",
        "Yin 2018",
    )


def _in(study: Study, language: str) -> Study:
    from msgspec.structs import replace

    return replace(study, language=language)


def _coding(study: Study) -> Iterator[Paragraph]:
    codings = [coding for coding in persons_codings(study) if coding.coder != CONSENSUS]
    if not codings:
        return
    by_coder = Counter(coding.coder for coding in codings)
    passages = len({(coding.document, coding.start, coding.end) for coding in codings})
    people = "1 person" if len(by_coder) == 1 else f"{len(by_coder)} people"
    shares_en = ", ".join(f"{name} {number:,}" for name, number in by_coder.items())
    shares_zh = "、".join(f"{name} {number:,} 条" for name, number in by_coder.items())
    about = [coder for coder in study.coders if coder.about]
    said = [
        (
            f"{people} coded {counted(passages, 'passage')} with {counted(len(codings), 'coding')}: {shares_en}.",
            f"{len(by_coder)} 位编码者给 {passages:,} 段原文作了 {len(codings):,} 条编码：{shares_zh}。",
        ),
        *_agreeing(study, by_coder),
        *_settled(study),
        *_suggested(study),
        *((f"{coder.name}: {coder.about}", f"{coder.name}：{coder.about}") for coder in about),
    ]
    en, zh = zip(*said, strict=True)
    yield Paragraph("coding", " ".join(en), "".join(zh), "Gioia, Corley and Hamilton 2013")


def _agreeing(study: Study, coders: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield how many passages two coders or more share, where there are two."""
    shared = sum(map(len, counts.shared_passages(study).values())) if len(coders) > 1 else 0
    if shared:
        yield (
            f"Two coders or more gave the same concept to {counted(shared, 'passage')}.",
            f"有 {shared:,} 段原文由两位或更多编码者给了同一概念。",
        )


def _settled(study: Study) -> Iterator[tuple[str, str]]:
    """Yield how many codings a consensus stands for, where there is one."""
    every, counting = persons_codings(study), counted_codings(study)
    agreed = sum(coding.coder == CONSENSUS for coding in counting)
    if agreed:
        replaced, count = len(every) - len(counting), "counts" if agreed == 1 else "count"
        yield (
            f"The coders settled on {counted(agreed, 'coding')}, which {count} in the place of {replaced:,} of their own.",
            f"编码者商定了 {agreed:,} 条编码，代替各人原先的 {replaced:,} 条计数。",
        )


def _suggested(study: Study) -> Iterator[tuple[str, str]]:
    """Yield what procedures suggested, and what became of it, where there is any."""
    drafted = len(study.codings) - len(persons_codings(study))
    decided = Counter(verdict.outcome for verdict in study.verdicts)
    taken, refused = decided["accepted"], decided["rejected"]
    if drafted or decided:
        en = f"Procedures suggested {counted(drafted, 'coding')}, which no number here counts; "
        zh = f"程序另外建议了 {drafted:,} 条编码，不计入任何数字；"
        yield (
            f"{en}people accepted {taken:,} and rejected {refused:,}.",
            f"{zh}研究者接受 {taken:,} 条，拒绝 {refused:,} 条。",
        )


def _structure(study: Study) -> Iterator[Paragraph]:
    book = study.codebook
    numbers = len(list(concepts(book))), len(list(themes(book))), len(book.dimensions)
    if not numbers[0]:
        return
    loose = len(book.ungrouped)
    first, second, third = (
        counted(number, noun)
        for number, noun in zip(
            numbers, ("first-order concept", "second-order theme", "aggregate dimension"), strict=True
        )
    )
    yield Paragraph(
        "structure",
        f"{first} were grouped into {second} and {third}."
        + (f" {counted(loose, 'concept')} still {'has' if loose == 1 else 'have'} no theme." if loose else ""),
        f"{numbers[0]} 个一阶概念归并为 {numbers[1]} 个二阶主题和 {numbers[2]} 个聚合维度。"
        + (f"其中 {loose} 个概念还没有归入主题。" if loose else ""),
        "Gioia, Corley and Hamilton 2013",
    )


def _process(study: Study) -> Iterator[Paragraph]:
    if not study.stages and not study.model.relations:
        return
    en, zh = [], []
    if study.stages:
        en.append(f"The process was bracketed into {counted(len(study.stages), 'stage')}: {_stages(study, 'en')}.")
        zh.append(f"过程划分为 {len(study.stages)} 个阶段：{_stages(study, 'zh')}。")
    relations = study.model.relations
    if relations:
        coded = sum(bool(relation.codings) for relation in relations)
        stated = sum(bool(relation.section) and not relation.codings for relation in relations)
        bare = len(relations) - coded - stated
        en.append(
            f"Of {counted(len(relations), 'relation')}, {coded} {'rests' if coded == 1 else 'rest'} on codings, "
            f"{stated} only on a section of the text, {bare} on neither."
        )
        zh.append(
            f"{len(relations)} 条关系中，{coded} 条以编码为依据，{stated} 条只有写明它的章节，{bare} 条两者都没有。"
        )
    yield Paragraph("process", " ".join(en), "".join(zh), "Langley 1999")


def _stages(study: Study, language: str) -> str:
    dated = [(stage.name, stage_dates(stage, language).replace("\u00a0", " ")) for stage in study.stages]
    if language == "zh":
        return "、".join(name + (f"（{dates}）" if dates else "") for name, dates in dated)
    return ", ".join(name + (f" ({dates})" if dates else "") for name, dates in dated)


def _evidence(study: Study) -> Iterator[Paragraph]:
    roles = Counter(coding.role for coding in evidence(study))
    if roles:
        yield Paragraph(
            "evidence",
            f"{counted(roles.total(), 'coding')} {'is' if roles.total() == 1 else 'are'} shown as evidence: "
            f"{roles['power']:,} as power quotations, {roles['proof']:,} as proof, {roles['counter']:,} against.",
            f"{roles.total():,} 条编码作为典型证据列出：有力引文 {roles['power']:,} 条，佐证 {roles['proof']:,} 条，"
            f"反例 {roles['counter']:,} 条。",
            "Pratt 2008",
        )


def _triangulation(study: Study) -> Iterator[Paragraph]:
    cross = counts.themes_and_categories(study)
    kinds = [sum(bool(ids) for ids in row) for name, row in zip(cross.rows, cross.ids, strict=True) if name]
    if kinds:
        several = sum(number > 1 for number in kinds)
        yield Paragraph(
            "triangulation",
            f"{several} of {counted(len(kinds), 'theme')} {'rests' if several == 1 else 'rest'} "
            "on sources of two kinds or more.",
            f"{len(kinds)} 个主题中有 {several} 个以两类或更多类资料为依据。",
            "Denzin 1978; Yin 2018",
        )


def _saturation(study: Study) -> Iterator[Paragraph]:
    found = steps(study)
    if not found:
        return
    last = next(step for step in reversed(found) if step.new)
    runs = ratios([len(step.new) for step in found])
    at = reached(runs)
    en = [f"In the order of the register, {last.name} is the last source that brings a concept not seen before."]
    zh = [f"按登记顺序，最后一个带来新概念的来源是 {last.name}。"]
    if runs:
        share, base = f"{100 * THRESHOLD:.0f}%", f"base {BASE}, runs of {RUN}"
        told = f"after {at} sources" if at else "in no run"
        en.append(f"New concepts fall to {share} of the base or less {told} ({base}).")
        told = f"在第 {at} 个来源之后" if at else "在任何一轮里都没有"
        zh.append(f"新概念{told}降到基数的 {share} 以下（基数取前 {BASE} 个来源，每轮 {RUN} 个）。")
    literature = "Guest, Bunce and Johnson 2006; Guest, Namey and Chen 2020"
    yield Paragraph("saturation", " ".join(en), "".join(zh), literature)


def _trail(entries: Sequence[Entry], memos: Sequence[Memo]) -> Iterator[Paragraph]:
    changes = [entry for entry in of_structure(entries) if not entry.undone]
    times = sorted(entry.time[:10] for entry in entries if entry.time)
    if changes or memos:
        span = (f" between {times[0]} and {times[-1]}", f"（{times[0]} 至 {times[-1]}）") if times else ("", "")
        yield Paragraph(
            "trail",
            f"{counted(len(changes), 'change')} of the codebook {'is' if len(changes) == 1 else 'are'} "
            f"on record{span[0]}, and {counted(len(memos), 'memo')}.",
            f"编码本的 {len(changes)} 次改动有记录{span[1]}，另有备忘录 {len(memos)} 篇。",
            "O’Kane, Smith and Lerman 2021",
        )


def _checks(findings: Sequence[Finding]) -> Paragraph:
    open_ones = Counter(found.severity for found in findings if not found.waived)
    waived = sum(bool(found.waived) for found in findings)
    errors, warnings, remarks = (open_ones[severity] for severity in ("error", "warning", "info"))
    return Paragraph(
        "checks",
        f"The rules of gioia find {counted(errors, 'error')}, {counted(warnings, 'warning')} and "
        f"{counted(remarks, 'remark')}; {waived} {'is' if waived == 1 else 'are'} waived with a written reason.",
        f"按 gioia 的规则检查，有 {errors} 个错误、{warnings} 个警告、{remarks} 条提示；另有 {waived} 条已写明理由豁免。",
    )
