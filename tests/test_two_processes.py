"""Two programs that write to one study at the same time do not lose each other's work."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from gioia.study import load_study

ROUNDS = 8
LOOP = """
import sys

import pytest
from gioia.cli.program import app
for line in sys.stdin:
    arguments = line.rstrip("\\n").split("\\x1f")
    try:
        app(arguments)
    except SystemExit as ended:
        assert not ended.code, (arguments, ended.code)
    print("confirmed", arguments[1], flush=True)
"""


def start(clean, commands):
    process = subprocess.Popen(
        [sys.executable, "-c", LOOP],
        cwd=clean.root,
        env=os.environ | {"GIOIA_LANG": "en"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    process.stdin.write("".join("\x1f".join(command) + "\n" for command in commands))
    process.stdin.close()
    process.stdin = None
    return process


def finish(processes):
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        yield [line.split(" ", 1)[1] for line in out.splitlines() if line.startswith("confirmed ")]


def passages(letter):
    return [f"{letter}{number}号原话" for number in range(ROUNDS)]


def test_every_confirmed_coding_and_document_is_there_at_the_end(clean):
    """Two coders of one name and file, both with new concepts for the codebook, and one who adds documents."""
    said = "\n".join(passages("左") + passages("右"))
    clean.write("incoming/记录.txt", said)
    (added,) = finish([start(clean, [["add", "incoming/记录.txt", "--source", "F1"]])])
    assert added == ["incoming/记录.txt"]
    files = []
    for number in range(ROUNDS):
        clean.write(f"incoming/{number}.txt", f"第{number}份")
        files.append(["add", f"incoming/{number}.txt", "--source", f"Q{number}"])

    def coding(letter):
        return [["code", words, "-c", f"概念{words}", "--new", "--coder", "甲"] for words in passages(letter)]

    processes = [start(clean, coding("左")), start(clean, coding("右")), start(clean, files)]
    left, right, documents = finish(processes)
    assert (left, right) == (passages("左"), passages("右"))
    assert len(documents) == ROUNDS

    study, findings = load_study(clean.root)
    assert {c.quotation for c in study.codings} >= {*left, *right}
    assert {c.name for c in study.codebook.ungrouped} == {f"概念{words}" for words in left + right}
    assert {f"Q{n}/{n}.txt" for n in range(ROUNDS)} <= set(study.documents)
    assert {source.code for source in study.sources} == {"F1", "G1"} | {f"Q{n}" for n in range(ROUNDS)}
    assert findings == []


@pytest.mark.parametrize("written", [1, 2, 4])
def test_a_program_that_is_killed_leaves_a_whole_study_that_another_can_write_to(clean, written):
    clean.write("incoming/记录.txt", "\n".join(passages("左") + passages("右")))
    list(finish([start(clean, [["add", "incoming/记录.txt", "--source", "F1"]])]))
    commands = [["code", words, "-c", f"概念{words}", "--new", "--coder", "甲"] for words in passages("左")]
    process = start(clean, commands)
    confirmed = [process.stdout.readline() for _ in range(2 * written)]
    process.kill()
    process.communicate()
    study, findings = load_study(clean.root)
    assert findings == []
    assert {c.quotation for c in study.codings} >= set(passages("左")[:written])
    assert confirmed[-1] == f"confirmed {passages('左')[written - 1]}\n"
    last = ["code", passages("右")[0], "-c", "轮流值班", "--coder", "甲"]
    assert list(finish([start(clean, [last])])) == [passages("右")[:1]]
    assert load_study(clean.root)[1] == []
