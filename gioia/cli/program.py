"""The program `gioia` as typer knows it: the commands, each loaded when it is asked for.

A command's file is imported when the command runs; the list of commands with their short help stands in `gioia.cli.index`,
so that `gioia --help` imports none of them.
"""

from __future__ import annotations

import importlib
from typing import Any

import typer

from gioia.cli.help_pages import CommandWithHelp, GroupWithHelp
from gioia.cli.index import COMMANDS, PANELS
from gioia.cli.words import say


class Commands(GroupWithHelp):
    """A group whose commands are loaded one at a time."""

    listing = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's own context, another class in every release
        """Return the names in the order of the index."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - see above
        """Return the command; for the list of all commands a stub that has its short help."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if self.listing:
            return CommandWithHelp(
                cmd_name, help=say(entry.english, entry.chinese), rich_help_panel=say(*PANELS[entry.panel])
            )
        module = importlib.import_module(f"gioia.cli.{cmd_name.replace('-', '_')}_command")
        command = typer.main.get_command(_group(module) if hasattr(module, "VERBS") else _single(module, cmd_name))
        command.name = cmd_name
        return command

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - see above
        """Print the help, for which the stubs are enough."""
        self.listing = True
        super().format_help(ctx, formatter)


def _single(module: Any, name: str) -> typer.Typer:  # noqa: ANN401 - a command's module
    """Return a command that its module holds as `command` with `HELP`."""
    single = typer.Typer(add_completion=False)
    single.command(name=name, cls=CommandWithHelp, help=module.HELP)(module.command)
    return single


def _group(module: Any) -> typer.Typer:  # noqa: ANN401 - a command's module
    """Return a group of the commands that its module holds as `VERBS` (name → help and function), with `HELP`."""
    group = typer.Typer(cls=GroupWithHelp, add_completion=False, no_args_is_help=True, help=module.HELP)
    for verb, (said, function) in module.VERBS.items():
        group.command(name=verb, cls=CommandWithHelp, help=said, rich_help_panel=say("What can be done", "可以做什么"))(
            function
        )
    return group


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        "From tagged source documents to a published Gioia analysis, every box and arrow traceable to a passage.",
        "从标注来源的文档到可发表的 Gioia 分析：每个方框、每条箭头都能追到原文段落。",
    ),
)


def _version(*, value: bool) -> None:
    if value:
        from gioia import __version__

        typer.echo(f"gioia {__version__}")
        raise typer.Exit


@app.callback()
def main(
    *,
    version: bool = typer.Option(
        False,
        "--version",
        callback=lambda value: _version(value=value),
        is_eager=True,
        help=say("Show the version.", "显示版本。"),
    ),
) -> None:
    """Hold the options of the program itself."""
