"""How excerpts are printed where the quotation itself is not what a reader is shown: shortened, or with a translation.

People write both, beside the codings and without touching them: `excerpts.yaml` holds what is printed of a coding's
quotation, `translations/LANGUAGE.yaml` what it says in another language, who translated it, and the original as it was then.
The quotation stays what it is in the coding; rules in `gioia.audit` hold these files against it.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from gioia.findings import Finding, Place
from gioia.plaintext.files import files_below, is_file
from gioia.plaintext.shape import check_shape
from gioia.plaintext.tree import Node, read_tree

SHORTENED = "excerpts.yaml"
TRANSLATIONS = "translations"


class Shortened(Struct, frozen=True):
    """What is printed of a coding's quotation: pieces of it, every cut marked (`gioia.codings.omissions`)."""

    coding: str
    shown: str
    place: Place = Place()


class Translation(Struct, frozen=True):
    """A coding's quotation in another language.

    `language` is the name of the file that it stands in, such as en. `original` is the quotation that was translated, `by`
    who translated it. `text` is empty until there is a translation.
    """

    language: str
    coding: str
    original: str
    text: str = ""
    by: str = ""
    place: Place = Place()


def read_shortened(root: Path) -> tuple[tuple[Shortened, ...], list[Finding]]:
    """Return the shortened excerpts of a study, none where it has no such file, and the findings FI1 to FI5."""
    if not is_file(root / SHORTENED):
        return (), []
    tree, findings = read_tree(root / SHORTENED)
    if findings and not tree.entries:
        return (), findings
    shortened = (Shortened(node.string("coding"), node.string("shown"), node.place) for node in tree.list("excerpts"))
    return tuple(one for one in shortened if one.coding and one.shown), [*findings, *check_shape(tree, "excerpts")]


def read_translations(root: Path) -> tuple[tuple[Translation, ...], list[Finding]]:
    """Return the translations of a study, by language and in the order of their files, and the findings FI1 to FI5."""
    paths, findings = files_below(root / TRANSLATIONS, ".yaml")
    translations: list[Translation] = []
    for path in paths:
        tree, found = read_tree(path)
        findings += found
        if tree.entries or not found:
            findings += check_shape(tree, "translation")
        translations += [_translation(path.stem, tree.string("by"), node) for node in tree.list("excerpts")]
    return tuple(one for one in translations if one.coding), findings


def _translation(language: str, by: str, node: Node) -> Translation:
    return Translation(
        language=language,
        coding=node.string("coding"),
        original=node.string("original"),
        text=node.string("translation"),
        by=node.string("by") or by,
        place=node.place,
    )
