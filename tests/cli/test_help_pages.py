"""The help in both languages on terminals of several widths: every word of it is there, and no line is too wide."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from gioia.cli.index import COMMANDS
from gioia.displays.terminal import cells

SCRIPT = """
import contextlib, io, json
from typer import Context
from gioia.cli.index import COMMANDS
from gioia.cli.program import app, Commands

pages = {}
for name in COMMANDS:
    command = Commands(name="gioia").get_command(None, name)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        command.format_help(Context(command, info_name=f"gioia {name}"), None)
    pages[name] = printed.getvalue(), [command.help, *(parameter.help for parameter in command.params)]
print(json.dumps(pages))
"""


@pytest.fixture(scope="module", params=[(language, width) for language in ("en", "zh") for width in (50, 80, 200)])
def pages(request):
    """Return the width, and command → its help as printed and the texts that it is made of."""
    language, width = request.param
    environment = os.environ | {"GIOIA_LANG": language, "COLUMNS": str(width)}
    shown = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, check=True).stdout
    return width, json.loads(shown)


def unspaced(text):
    return "".join(text.split())


def test_no_word_of_any_help_is_lost(pages):
    _, printed = pages
    assert set(printed) == set(COMMANDS)
    for page, texts in printed.values():
        assert [text for text in texts if unspaced(text) not in unspaced(page)] == []


def test_no_line_of_the_help_is_wider_than_the_terminal(pages):
    width, printed = pages
    lines = [line for page, _ in printed.values() for line in page.splitlines()]
    assert [line for line in lines if cells(line) >= width] == []


def test_a_chinese_line_of_the_help_begins_with_no_closing_mark(pages):
    _, printed = pages
    lines = [line.strip() for page, _ in printed.values() for line in page.splitlines() if line.strip()]
    assert [line for line in lines if line[0] in "，。；：、）”"] == []


def test_a_bracket_stays_with_the_word_in_it(gioia_program):
    lines = gioia_program("add", "--help", GIOIA_LANG="zh", COLUMNS="80").stdout.splitlines()
    assert any(line.startswith("（srt、vtt）") for line in lines)


def test_what_may_be_left_out_stands_in_brackets(gioia_program):
    assert "update DOCUMENT [FILE] [OPTIONS]\n" in gioia_program("update", "--help").stdout
