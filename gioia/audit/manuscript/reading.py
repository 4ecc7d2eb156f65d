"""Reading a manuscript: a file as it comes → its text, its parts and its tables.

The content decides how a file is read, as for the documents of a study; what is read is not tidied. Plain text, Markdown and
LaTeX keep the lines of the file, Word files and PDFs those of the text that is read from them.
"""

from __future__ import annotations

from pathlib import Path

from gioia.audit.manuscript.blocks import Block, manuscript_of
from gioia.audit.manuscript.manuscript import Manuscript
from gioia.errors import GioiaError
from gioia.plaintext.files import read_bytes, shown_path, unreadable


def read_manuscript(path: Path, encoding: str = "") -> Manuscript:
    """Return the manuscript in a file: Word, PDF, Markdown, LaTeX, plain text, or what else a document may come in.

    `encoding` is a text's, found out where it is not given. Raises GioiaError where there is no such file, or where it cannot be read.
    """
    try:
        raw = read_bytes(path)
    except FileNotFoundError as error:
        raise GioiaError(f"{shown_path(path)}: no such file", remedy="name the paper that is to be audited") from error
    except (OSError, ValueError) as error:
        found = unreadable(path, error)
        raise GioiaError(f"{found.place} {found.message}", remedy=found.remedy) from error
    return manuscript_in(raw, path.name, encoding)


def manuscript_in(raw: bytes, name: str, encoding: str = "") -> Manuscript:
    """Return the manuscript that a file's bytes hold. Raises GioiaError where they cannot be read."""
    from gioia.sources.readers import Options, read_original
    from gioia.sources.readers.kinds import kind_of

    kind = kind_of(raw)
    if kind == "docx":
        from gioia.audit.manuscript.word_text import read_word

        text, blocks = read_word(raw, name)
        return manuscript_of(name, text, blocks)
    if kind == "csv":
        from gioia.sources.readers.plain import read

        readings = read(raw, name, Options(encoding=encoding))
    else:
        readings = read_original(raw, name, Options(encoding=encoding))
    reading = readings[0]
    if kind in {"text", "csv"}:
        return _of_text(reading.text, name)
    blocks, left_out = _blocks(reading.text, name)
    return manuscript_of(name, reading.text, blocks, pages=reading.pages, left_out=left_out)


def _of_text(text: str, name: str) -> Manuscript:
    from gioia.audit.manuscript.latex_text import is_latex

    if is_latex(text):
        from gioia.audit.manuscript.latex_text import read_latex

        shown, blocks, numbers = read_latex(text, name)
        return manuscript_of(name, shown, blocks, numbers=numbers)
    blocks, left_out = _blocks(text, name)
    return manuscript_of(name, text, blocks, left_out=left_out)


def _blocks(text: str, name: str) -> tuple[list[Block], tuple[tuple[int, int], ...]]:
    from gioia.audit.manuscript.markdown_text import blocks_of_markdown, is_markdown

    if is_markdown(text) or name.lower().endswith((".md", ".markdown")):
        from gioia.audit.manuscript.unseen import blanked, unseen

        left_out = unseen(text)
        return blocks_of_markdown(blanked(text, left_out)), left_out
    from gioia.audit.manuscript.lines import blocks_of_lines

    return blocks_of_lines(text)
