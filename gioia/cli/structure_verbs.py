"""What is done to concepts, to themes and to dimensions alike: each is renamed, merged, defined and taken away in one way.

A function here makes the command of one noun; what its help says stands in the noun's own file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from gioia.cli.common import DryRunOption, StudyOption, WhyOption, edit
from gioia.cli.words import say

if TYPE_CHECKING:
    from gioia.edits.names import Noun

Name = Annotated[str, typer.Argument(help=say("The name.", "名称。"))]
NewName = Annotated[str, typer.Argument(help=say("The new name.", "新名称。"))]
Names = Annotated[list[str], typer.Argument(help=say("The names.", "名称，可以写多个。"))]
Into = Annotated[
    str, typer.Option("--into", metavar="NAME", help=say("One of them, or a new name.", "并入哪个，可以是新名称。"))
]
Definition = Annotated[str, typer.Argument(help=say("What it means.", "定义。"))]


def renaming(noun: Noun) -> Callable[..., None]:
    """Return the command that renames a noun."""

    def rename(
        name: Name, new: NewName, *, why: WhyOption = "", study: StudyOption = None, dry_run: DryRunOption = False
    ) -> None:
        from gioia.edits import structure

        edit(study, lambda loaded: structure.rename(loaded, noun, name, new, why=why), dry_run=dry_run)

    return rename


def merging(noun: Literal["concept", "theme"]) -> Callable[..., None]:
    """Return the command that makes one of several."""

    def merge(
        names: Names, into: Into, *, why: WhyOption = "", study: StudyOption = None, dry_run: DryRunOption = False
    ) -> None:
        from gioia.edits.retagging import merge_concepts
        from gioia.edits.structure import merge_themes

        merged = merge_concepts if noun == "concept" else merge_themes
        edit(study, lambda loaded: merged(loaded, names, into, why=why), dry_run=dry_run)

    return merge


def defining(noun: Noun) -> Callable[..., None]:
    """Return the command that writes a definition."""

    def define(
        name: Name,
        definition: Definition,
        *,
        why: WhyOption = "",
        study: StudyOption = None,
        dry_run: DryRunOption = False,
    ) -> None:
        from gioia.edits import structure

        edit(study, lambda loaded: structure.define(loaded, noun, name, definition, why=why), dry_run=dry_run)

    return define


def removing(noun: Noun) -> Callable[..., None]:
    """Return the command that takes a noun away."""

    def remove(name: Name, *, why: WhyOption = "", study: StudyOption = None, dry_run: DryRunOption = False) -> None:
        from gioia.edits import structure

        edit(study, lambda loaded: structure.remove(loaded, noun, name, why=why), dry_run=dry_run)

    return remove
