"""The help of the program and of each command, set for the width of the terminal.

Typer has it set by rich, whose tables part a line at spaces alone and cut off what does not fit: of an option that is
described in Chinese, which has no spaces, words would be lost. Here every text is broken as its script is.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from gioia.cli.words import say

_MOST_COLUMNS = 100
_LEAST_COLUMNS = 40
_WIDEST_NAME = 28
"""A name that takes more columns stands on a line of its own, above what is said about it."""
_INDENT = "  "


class CommandWithHelp(TyperCommand):
    """A command that prints its own help, and takes the choices of its options in capitals, too."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's own context, another class in every release
        """Return what is left of the words after those that the command knows."""
        for parameter in self.params:
            if hasattr(parameter.type, "case_sensitive"):
                parameter.type.case_sensitive = False
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's own context, another class in every release
        """Return what stands after the command's name: capital words are to be filled in, bracketed ones may be left out."""
        return [argument_word(argument) for argument in arguments(self)] + ["[OPTIONS]"]

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - see above
        """Return the option --help, said in the language of the person."""
        return _translated(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - see above
        """Print the help."""
        typer.echo("\n".join(_page(self, ctx)))


class GroupWithHelp(TyperGroup):
    """A group of commands that prints its own help, and knows the nearest name of a command that it does not have."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - typer's own context, another class in every release
        """Return the command that is meant, refusing an unknown one with the name that is nearest."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            from gioia.errors import GioiaError
            from gioia.findings import suggestion

            group = "".join(f"{word} " for word in ctx.command_path.split(" ")[1:])
            remedy = suggestion(args[0], names, f"see gioia {group}--help")
            raise GioiaError(f"no command is called {args[0]!r}", remedy=remedy)
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - see above
        """Return the option --help, said in the language of the person."""
        return _translated(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - see above
        """Print the help."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command: Any = self.get_command(ctx, name)
            panels.setdefault(command.rich_help_panel, []).append((name, command.help.partition("\n\n")[0]))
        typer.echo("\n".join(_page(self, ctx, panels)))


def arguments(command: TyperCommand | TyperGroup) -> list[Any]:
    """Return the command's arguments, which have no dashes before their names."""
    return [parameter for parameter in command.params if parameter.param_type_name == "argument"]


def options(command: TyperCommand | TyperGroup) -> list[Any]:
    """Return the command's options without --help."""
    return [parameter for parameter in command.params if parameter.param_type_name == "option"]


def argument_word(argument: Any) -> str:  # noqa: ANN401 - see above
    """Return an argument as the usage shows it: NAME, [NAME] where it may be left out, NAME... where it may be repeated."""
    word = (argument.metavar or argument.name.upper()).removesuffix("...").strip("[]")
    return f"{word if argument.required else f'[{word}]'}{'...' if argument.nargs == -1 else ''}"


def _translated(option: Any) -> Any:  # noqa: ANN401 - see above
    if option is not None:
        option.help = say("Show this help.", "显示这份说明。")
    return option


def _page(
    command: TyperCommand | TyperGroup,
    ctx: Any,  # noqa: ANN401
    panels: dict[str, list[tuple[str, str]]] | None = None,
) -> Iterator[str]:
    """Yield the lines of a help page; `panels` are further lists of names with what is said about each."""
    from gioia.displays.terminal import wrapped

    room = max(_LEAST_COLUMNS, min(shutil.get_terminal_size().columns, _MOST_COLUMNS)) - 1
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    yield from wrapped(say("Usage: ", "用法：") + usage, room)
    for paragraph in (command.help or "").split("\n\n"):
        yield ""
        yield from wrapped(paragraph, room)
    lists = {
        say("Arguments", "参数"): [(argument_word(each), _record(each, ctx)[1]) for each in arguments(command)],
        say("Options", "选项"): [_record(each, ctx) for each in [*options(command), command.get_help_option(ctx)]],
        **(panels or {}),
    }
    widths = [len(name) for rows in lists.values() for name, _ in rows]
    first = max((width for width in widths if width <= _WIDEST_NAME), default=0)
    for title, rows in lists.items():
        if rows:
            yield ""
            yield typer.style(title, bold=True)
            yield from _list(rows, first, room)


def _record(parameter: Any, ctx: Any) -> tuple[str, str]:  # noqa: ANN401 - see above
    name, said = parameter.get_help_record(ctx)
    return name, said.replace("[required]", say("[required]", "[必填]"))


def _list(rows: Sequence[tuple[str, str]], first: int, room: int) -> Iterator[str]:
    """Yield the lines of names and, from one column on, of what is said about them."""
    from gioia.displays.terminal import wrapped

    margin = " " * (len(_INDENT) + first + 2)
    for name, said in rows:
        lines = list(wrapped(said, room - len(margin)))
        pad = " " * (first - len(name) + 2)
        shown = _INDENT + typer.style(name, fg="cyan", bold=True)
        if len(name) > first:
            yield shown
        else:
            yield shown + pad + (lines.pop(0) if lines else "")
        yield from (margin + line for line in lines)
