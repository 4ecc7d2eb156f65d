"""Facts about the work on a study: who coded, what was settled, suggested, noted, changed and waived, and with what."""

from __future__ import annotations

from collections import Counter

from gioia import __version__
from gioia.audit.trail import of_structure
from gioia.displays import counts
from gioia.findings import counted
from gioia.forms.told import Fact, Known, Teller, places
from gioia.study.record import CONSENSUS, counted_codings, persons_codings, procedures


def coders(known: Known) -> Fact | None:
    """Tell who coded how much, as the tables count it, and what is said about them."""
    totals = counts.concepts_and_coders(known.study).column_totals()
    if not totals:
        return None
    about = {coder.name: coder.about for coder in known.study.coders if coder.about}
    english = ", ".join(f"{name} {number:,}" for name, number in totals.items())
    chinese = "、".join(f"{name} {number:,} 条" for name, number in totals.items())
    people = sum(name != CONSENSUS for name in totals)
    text = (
        f"{counted(people, 'coder')}, {counted(sum(totals.values()), 'coding')}: {english}."
        + "".join(f" {name}: {about[name]}" for name in totals if name in about),
        f"{people} 位编码者，{sum(totals.values()):,} 条编码：{chinese}。"
        + "".join(f"{name}：{about[name]}" for name in totals if name in about),
    )
    return Fact(text, (*known.shown("concept-by-coder"), *places("study.yaml: coders", "codings/")))


def settled(known: Known) -> Fact | None:
    """Tell how many passages coders share, and how many codings stand for what they settled on."""
    shared = sum(map(len, counts.shared_passages(known.study).values()))
    counting = counted_codings(known.study)
    agreed = sum(coding.coder == CONSENSUS for coding in counting)
    replaced = len(persons_codings(known.study)) - len(counting)
    if not shared and not agreed:
        return None
    text = (
        (
            f"Two coders or more gave the same concept to {counted(shared, 'passage')}; "
            f"{counted(agreed, 'coding')} {'is' if agreed == 1 else 'are'} a consensus"
            + (f", in the place of {replaced:,} of the coders' own." if agreed else ".")
        ),
        f"{shared:,} 段由两位或更多编码者给了同一概念；协商一致的编码 {agreed:,} 条"
        + (f"，代替各人原先的 {replaced:,} 条。" if agreed else "。"),
    )
    return Fact(text, places("gioia disagreements"))


def suggested(known: Known) -> Fact | None:
    """Tell what procedures suggested and what people decided about it."""
    machines = procedures(known.study)
    drafted = sum(coding.coder in machines for coding in known.study.codings)
    decided = Counter(verdict.outcome for verdict in known.study.verdicts)
    if not drafted and not decided:
        return None
    text = (
        (
            f"Procedures suggested {counted(drafted, 'coding')}, which nothing here counts; "
            f"people accepted {decided['accepted']:,} and rejected {decided['rejected']:,}."
        ),
        f"程序建议 {drafted:,} 条编码，均不计数；研究者接受 {decided['accepted']:,} 条，拒绝 {decided['rejected']:,} 条。",
    )
    return Fact(text, places("suggestions/", "gioia apply"))


def software(known: Known) -> Fact | None:  # noqa: ARG001 - every fact is told of the same
    """Tell what keeps and counts the study."""
    text = (
        f"gioia {__version__}, which keeps codings with their passages and computes tables and figures.",
        f"gioia {__version__}：保存编码及其原文位置，生成表和图。",
    )
    return Fact(text, places("gioia --version"))


def memos(known: Known) -> Fact | None:
    """Tell how many notes were written."""
    written = len(known.study.memos)
    on_codings = sum(bool(coding.memo) for coding in counted_codings(known.study))
    if not written and not on_codings:
        return None
    text = (
        f"{counted(written, 'memo')}, {counted(on_codings, 'note')} on codings.",
        f"备忘录 {written:,} 篇，编码上的附注 {on_codings:,} 条。",
    )
    return Fact(text, places("memos/"))


def trail(known: Known) -> Fact | None:
    """Tell how many changes of the codebook are on record, from when to when, and how many give a reason."""
    changes = [entry for entry in of_structure(known.entries) if not entry.undone]
    if not changes:
        return None
    days = sorted(entry.time[:10] for entry in changes if entry.time)
    reasoned = sum(bool(entry.why) for entry in changes)
    span = (f", {days[0]} to {days[-1]}", f"，{days[0]} 至 {days[-1]}") if days else ("", "")
    text = (
        f"{counted(len(changes), 'change')} of the codebook on record{span[0]}; {reasoned:,} with a reason.",
        f"编码本的改动有 {len(changes):,} 次记录{span[1]}，其中 {reasoned:,} 次写有理由。",
    )
    return Fact(text, places("gioia history"))


def waived(known: Known) -> Fact | None:
    """Tell how many findings are accepted with a reason."""
    waivers = known.study.waivers
    if not waivers:
        return None
    text = (
        f"{counted(len(waivers), 'waiver')} of findings, each with its reason.",
        f"豁免审核发现 {len(waivers)} 项，逐项写明理由。",
    )
    return Fact(text, places("study.yaml: waivers", "gioia check"))


TELLERS = {
    "coders": Teller(coders, "gioia code"),
    "settled": Teller(settled, "gioia disagreements"),
    "suggested": Teller(suggested, "gioia apply"),
    "software": Teller(software, "gioia"),
    "memos": Teller(memos, "gioia memo"),
    "trail": Teller(trail, "gioia history"),
    "waived": Teller(waived, "waivers"),
}
