"""Loading a study: every file of its folder into one record, everything that is wrong with them into findings.

Loading never stops at a fault. What can be read is in the study, and what cannot is left out and reported, so that one
run shows all that there is to mend.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import msgspec

from gioia.codebook.reader import read_codebook
from gioia.codebook.records import Codebook
from gioia.codings.coding import RULES_CODER
from gioia.codings.store import read_codings
from gioia.errors import GioiaError
from gioia.findings import Finding, Place, Severity, finding, ordered
from gioia.model.reader import read_model, stages_of
from gioia.model.records import Model
from gioia.plaintext.files import JOURNAL_NAME, files_below, is_file, lock, shown_path
from gioia.plaintext.lines import line_of, read_lines
from gioia.plaintext.shape import check_shape
from gioia.plaintext.tree import Node, read_tree
from gioia.sources.documents import RegisteredLine, read_candidates, read_documents
from gioia.sources.register import Category, Document, DocumentLine, Source, Transcript, as_transcribed
from gioia.study.appearance import Appearance, instead
from gioia.study.excerpts import read_shortened, read_translations
from gioia.study.names import CODEBOOK_NOUNS, check_names
from gioia.study.record import Attribution, Coder, Review, Study, Waiver
from gioia.study.statements import read_statements
from gioia.study.verdicts import read_verdicts

STUDY_FILE = "study.yaml"
_CODEBOOK_LINE = re.compile(rb"^codebook:[ \t]*(\S[^\r\n#]*?)[ \t]*(?:#.*)?\r?$", re.MULTILINE)
REVIEW = "review.jsonl"
"""The list of codings that updates touched, made when there is a first one."""


def load_study(path: str | Path) -> tuple[Study, list[Finding]]:
    """Return the study in the folder `path` and all findings about its files and names, by file and line.

    `path` may also name the folder's `study.yaml`. Findings are those of the integrity rules (`findings.RULES`): FI1 to
    FI7, NA1, NA2, DO1 to DO4, TR1, TR8; the rules about the analysis are in `gioia.audit`. Raises GioiaError where there
    is no `study.yaml`.
    """
    root, tree, is_read, findings = _study_file(path)
    codebook_file = _codebook_file(root, tree)
    model_file = root / (tree.string("model") or "model.yaml")
    codebook, found_codebook = read_codebook(codebook_file)
    model, found_model = (Model(), []) if _has_no_model(tree, model_file) else read_model(model_file)
    documents, found_documents = read_documents(root)
    files, found_codings = read_codings(root, documents)
    review, found_review = _review(root)
    shortened, found_shortened = read_shortened(root)
    translations, found_translations = read_translations(root)
    verdicts, found_verdicts = read_verdicts(root)
    register = _register(root, tree)
    study = msgspec.structs.replace(
        register,
        documents=_transcribed(documents, register),
        codebook=codebook,
        codings=tuple(chain.from_iterable(file.codings for file in files)),
        model=model,
        shortened=shortened,
        translations=translations,
        review=review,
        verdicts=verdicts,
        codebook_file=codebook_file,
        model_file=model_file,
    )
    findings += [
        *found_model,
        *found_documents,
        *found_codings,
        *found_review,
        *found_shortened,
        *found_translations,
        *found_verdicts,
    ]
    if is_read:
        unread = CODEBOOK_NOUNS if _is_unread(codebook, found_codebook) else ()
        findings += [*found_codebook, *check_names(study, files, unread)]
    return _as_read(study, ordered(findings), tree)


def codebook_path(root: Path) -> Path:
    """Return the codebook file that the study.yaml of the folder names, also where the rest of it cannot be read.

    Raises GioiaError where there is no study.yaml.
    """
    _, tree, is_read, _ = _study_file(root)
    if is_read:
        return _codebook_file(root, tree)
    line = _CODEBOOK_LINE.search((root / STUDY_FILE).read_bytes())
    return root / (line[1].decode("utf-8", "replace").strip("\"'") if line else "codebook.yaml")


def load_part(
    path: str | Path,
    wanted: Callable[[DocumentLine], bool],
    may_hold: Callable[[bytes], bool],
    part: Callable[[list[RegisteredLine]], list[RegisteredLine]],
    *,
    with_codings: bool,
) -> tuple[Study, list[Finding]]:
    """Return of a study what a search needs, and the findings about that.

    That is what study.yaml says, the documents that are `wanted`, of these a `part`, and of that those whose bytes `may_hold`,
    and `with_codings` their codings. Codebook and model are left empty. Raises GioiaError where there is no `study.yaml`.
    """
    root, tree, _, findings = _study_file(path)
    documents, found_documents = read_candidates(root, wanted, may_hold, part)
    files, found_codings = read_codings(root, documents, of_these=True) if with_codings and documents else ([], [])
    codings = tuple(chain.from_iterable(file.codings for file in files))
    register = _register(root, tree)
    study = msgspec.structs.replace(register, documents=_transcribed(documents, register), codings=codings)
    found = [*findings, *found_documents, *found_codings]
    return _as_read(study, ordered(found), tree)


def _as_read(study: Study, findings: list[Finding], tree: Node) -> tuple[Study, list[Finding]]:
    """Return a study and the findings about it; of one that is sealed with marks for seals."""
    if not study.sealed:
        return study, findings
    from gioia.study.sealed import as_sealed

    study, findings = as_sealed(study, findings, tree.entries["sealed"].place)
    return study, ordered(findings)


def _transcribed(documents: dict[str, Document], register: Study) -> dict[str, Document]:
    """Return the documents with what study.yaml says of their turns."""
    return {name: as_transcribed(one, register.transcripts) for name, one in documents.items()}


def _study_file(path: str | Path) -> tuple[Path, Node, bool, list[Finding]]:
    """Return the study's folder, the tree of its study.yaml, whether that could be read, and the findings about it."""
    root = Path(path)
    root = root.parent if root.name == STUDY_FILE else root
    _finish(root)
    if not is_file(root / STUDY_FILE):
        raise GioiaError(f"{shown_path(root)}: no study is here", remedy="make one with gioia init NAME")
    tree, findings = read_tree(root / STUDY_FILE)
    is_read = bool(tree.entries) or not findings
    if is_read:
        findings += check_shape(tree, "study")
    return root, tree, is_read, findings


def _codebook_file(root: Path, tree: Node) -> Path:
    return root / (tree.string("codebook") or "codebook.yaml")


def _finish(root: Path) -> None:
    """Complete an edit that was cut off between two files, or wait for the program that is at it.

    Where the study cannot be written to, it is read as it is.
    """
    if not is_file(root / JOURNAL_NAME):
        return
    from gioia.plaintext.writing import finish

    with contextlib.suppress(GioiaError), lock(root):
        finish(root)


def _register(root: Path, tree: Node) -> Study:
    """Return the study as far as study.yaml itself tells it."""
    return Study(
        root=root,
        name=root.resolve().name,
        title=tree.string("study"),
        language="en" if tree.string("language") == "en" else "zh",
        about=tree.string("about"),
        categories=_categories(tree),
        sources=_sources(tree),
        transcripts=_transcripts(tree),
        roles=tree.strings("roles"),
        dictionary=tree.strings("dictionary"),
        stopwords=tree.strings("stopwords"),
        stages=stages_of(tree.list("stages")),
        coders=_coders(tree),
        waivers=_waivers(tree),
        statements=read_statements(tree.get("statements")),
        attributions=_attributions(tree),
        appearance=_appearance(tree.get("displays") or Node("map", tree.place)),
        memos=_memos(root),
        sealed=tree.string("sealed"),
        study_file=root / STUDY_FILE,
    )


def _review(root: Path) -> tuple[tuple[Review, ...], list[Finding]]:
    """Return the review list, and a finding TR9 for each of its lines."""
    path = root / REVIEW
    if not is_file(path):
        return (), []
    from gioia.sources.normal import printed

    lines, numbers, findings = read_lines(path, Review)
    for index, line in enumerate(lines):
        place = Place(shown_path(path), line_of(numbers, index))
        now = f"now “{printed(line.now)}”" if line.now else "and stands nowhere"
        message = (
            f"the coding {line.was.id} ({line.was.concept}) was {line.outcome}: “{printed(line.was.quotation)}”, {now}"
        )
        remedy = f"look at it, code it anew where that is needed, then gioia review {line.was.id} --settle"
        severity: Severity = "warning" if line.now else "error"
        findings.append(finding("TR9", place, message, remedy, subject=line.was.id, severity=severity))
    return tuple(lines), findings


def _is_unread(codebook: Codebook, findings: list[Finding]) -> bool:
    """Tell whether nothing of the codebook could be read, so that its names are not known."""
    return not (codebook.dimensions or codebook.ungrouped) and any(
        found.rule in {"FI1", "FI2", "FI4", "FI6"} for found in findings
    )


def _has_no_model(tree: Node, model_file: Path) -> bool:
    """Tell whether the study has no model: it names none, there is no model.yaml, and that is no fault."""
    return tree.get("model") is None and not is_file(model_file)


def _categories(tree: Node) -> tuple[Category, ...]:
    return tuple(
        Category(node.string("category"), node.string("name"), node.place)
        for node in tree.list("categories")
        if node.string("category")
    )


def _sources(tree: Node) -> tuple[Source, ...]:
    return tuple(
        Source(
            node.string("source"),
            node.string("name"),
            node.string("kind"),
            node.string("extent"),
            node.string("case"),
            node.string("date"),
            node.string("end"),
            node.place,
            node.string("author"),
            node.string("access"),
            node.string("derived"),
        )
        for node in tree.list("sources")
        if node.string("source")
    )


def _transcripts(tree: Node) -> tuple[Transcript, ...]:
    return tuple(
        Transcript(node.string("documents"), node.string("turn"), node.strings("speakers"), node.place)
        for node in tree.list("transcripts")
        if node.string("documents")
    )


def _coders(tree: Node) -> tuple[Coder, ...]:
    """Return the coders that the study names; `rules` is a procedure whether it is named or not."""
    coders = tuple(
        Coder(node.string("coder"), node.string("kind") or "person", node.string("about"), node.place)
        for node in tree.list("coders")
        if node.string("coder")
    )
    named = {coder.name for coder in coders}
    return coders if RULES_CODER in named else (*coders, Coder(RULES_CODER, "procedure"))


def _waivers(tree: Node) -> tuple[Waiver, ...]:
    return tuple(
        Waiver(
            node.string("rule"),
            node.string("subject"),
            node.string("reason"),
            node.place,
            node.string("manuscript"),
        )
        for node in tree.list("waivers")
        if node.string("rule")
    )


def _attributions(tree: Node) -> tuple[Attribution, ...]:
    return tuple(
        Attribution(node.string("source"), node.strings("words"), node.place)
        for node in tree.list("attributions")
        if node.string("source")
    )


def _appearance(node: Node) -> Appearance:
    """Return how displays look; where a word is none of the schema's, which is a finding of its own, as by default."""
    words = ("style", "by", "ink", "width", "tables", "dpi", "fonts", "excerpts")
    said = {name: node.string(name) or None for name in words}
    try:
        return instead(Appearance(), {**said, "counts": node.string("counts") == "shown"})
    except (GioiaError, ValueError):
        return Appearance()


def _memos(root: Path) -> tuple[str, ...]:
    return tuple(path.relative_to(root).as_posix() for path in files_below(root / "memos", ".md")[0])
