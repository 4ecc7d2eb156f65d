"""The generated parts of the documentation: a page a command, the table of rules, and the README's picture.

`python docs/pages.py` writes them; a test holds them against what this module would write now. What stands below the line
`<!-- end of the generated part -->` of a command's page is written by people and kept.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from pathlib import Path

os.environ["GIOIA_LANG"] = "en"

import typer

from gioia.audit.reasons import FAMILIES, reason
from gioia.cli.help_pages import argument_word, arguments, options
from gioia.cli.index import COMMANDS
from gioia.cli.program import Commands
from gioia.findings import RULES

HERE = Path(__file__).resolve().parent
_SEVERITIES = {
    "TR9": "warning, error where it is lost",
    "GI5": "warning, info where people may have said it otherwise",
    "PR1": "error, warning where dates or the event are missing",
}
"""What is said of rules whose findings are not all of one severity."""
MARK = "<!-- end of the generated part -->"


def pages() -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of every generated page."""
    for name in COMMANDS:
        path = HERE / "commands" / f"{name}.md"
        yield path, _command_page(name) + MARK + "\n" + _below(path)
    yield HERE / "findings.md", _rules_page()
    yield HERE / "images" / "lechun-data-structure.svg", _picture()


def _command_page(name: str) -> str:
    module = importlib.import_module(f"gioia.cli.{name.replace('-', '_')}_command")
    command = Commands(name="gioia").get_command(None, name)
    lines = [f"# gioia {name}", "", module.HELP, ""]
    if not hasattr(module, "VERBS"):
        return "\n".join([*lines, *_usage(f"gioia {name}", command)]) + "\n"
    for verb in command.list_commands(None):
        single = command.get_command(None, verb)
        lines += [f"## gioia {name} {verb}", "", single.help, "", *_usage(f"gioia {name} {verb}", single)]
    return "\n".join(lines) + "\n"


def _usage(words: str, command: typer.core.TyperCommand) -> list[str]:
    """Return the lines on how a command is called: its usage, its arguments and options."""
    lines = ["```", " ".join([words, *command.collect_usage_pieces(None)]), "```", ""]
    named = [(f"`{argument_word(argument)}`", argument.help) for argument in arguments(command)]
    named += [(_option(option), option.help) for option in options(command)]
    if named:
        lines += ["| | |", "|---|---|"]
        lines += [f"| {shown} | {said} |" for shown, said in named]
        lines.append("")
    return lines


def _option(option: typer.core.TyperOption) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    return f"{names} (required)" if option.required else names


def _below(path: Path) -> str:
    """Return what people wrote below the generated part."""
    if not path.exists():
        return ""
    return path.read_text(encoding="utf-8").partition(MARK + "\n")[2]


def _rules_page() -> str:
    lines = [
        "# Rules and findings",
        "",
        "A finding names its file and line, its rule, what is wrong and what to do. `gioia check` lists all of them in one go;",
        "`--format json` gives each with the keys path, line, rule, severity, message, remedy, subject and waived.",
        "",
        "Rules marked *files* concern what stands in the files: while one of severity error fails, tables and figures cannot be",
        "trusted, and `gioia run` ends with exit code 1. The others concern the analysis. The subject of a finding about",
        "something that is missing of the whole study, or of several sources, is what is missing: `statements`, `rivals`, `date`.",
        "",
        "What is doubtful about a text as it was read (DO4) is told when the document comes in and kept in its line of",
        "`sources/documents.jsonl`, where `gioia check` finds it until `gioia update` brings a better original or it is waived;",
        "its subject is the document's name.",
        "",
        "A finding that you accept is waived in `study.yaml`, with the rule, the finding's subject and the reason; it stays in",
        "the list with that reason.",
        "",
        'The subject `"*"` waives every finding of a rule, where the same reason holds for all. What only a person can say (how',
        "cases were chosen, how differences between coders were settled, when the material was enough) stands under `statements:`,",
        "whose names [the page on files](files.md) lists.",
        "No score is computed, and no coefficient of agreement is asked for.",
        "",
        "`gioia check --explain GI4` tells the reason and the literature of a rule. `--format sarif` is read by editors and code",
        "hosts (waivers are suppressions), `--format markdown` by people. To check a study with every commit, put into",
        "`.pre-commit-config.yaml` of its repository the address of this one under `repo`, a version under `rev`, and",
        "`hooks: [{id: gioia-check}]`; for a study that is not the only one, add `args: [path/to/study]`.",
        "",
    ]
    works: dict[str, str] = {}
    for letters, (family, _) in FAMILIES.items():
        lines += [
            f"## {family.capitalize()}",
            "",
            "| Rule | Severity | About | What must hold | Why | Literature |",
            "|---|---|---|---|---|---|",
        ]
        for rule in (rule for rule in RULES.values() if rule.id.rstrip("0123456789") == letters):
            told = reason(rule.id)
            works |= dict(zip(told.literature, told.works, strict=True))
            severity = _SEVERITIES.get(rule.id, rule.severity)
            about = "files" if rule.integrity else "analysis"
            cells = (
                rule.id,
                severity,
                about,
                rule.text,
                " ".join(filter(None, (told.why[0], told.answered_by[0]))),
                "; ".join(told.literature),
            )
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    lines += ["## Literature", "", *(f"- {short}: {work}." for short, work in sorted(works.items()))]
    return "\n".join(lines) + "\n"


def _picture() -> str:
    from gioia.exports import write
    from gioia.pipeline import all_displays, chosen
    from gioia.study.loading import load_study

    study, _ = load_study(HERE.parent / "corpora" / "lechun")
    (figure,) = chosen(all_displays(study), "figure-1-")
    return write(figure, "svg").decode()


def main() -> None:
    """Write the pages."""
    for path, text in pages():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


if __name__ == "__main__":
    main()
