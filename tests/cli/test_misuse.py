"""A command line that cannot be understood gets one line, in the person's language, with what to do."""

from __future__ import annotations

import pytest

MISUSES = [
    (["add", "x.txt"], "--source CODE is missing (Source code, such as F1); see ", "缺少 --source CODE（来源编号"),
    (["add", "--source", "F1"], "FILES is missing (Files to add); see ", "缺少 FILES（要加入的文件）；用法见 "),
    (["export", "--onyl", "x"], "no option is called '--onyl' here; did you mean '--only'?", "这里没有选项 '--onyl'；"),
    (
        ["export", "--tables", "ap"],
        "--tables: 'ap' is no choice; did you mean 'apa'?",
        "--tables：没有 'ap' 这个取值；",
    ),
    (["export", "--only"], "--only has no value; see ", "--only 后面缺少值；"),
    (["export", "--counts=3"], "--counts takes no value; see ", "--counts 后面不写值；"),
    (["words", "--top", "x"], "--top: 'x' is no number; see ", "--top：'x' 不是数字；"),
    (["words", "--near", "x", "--window", "99"], "--window: 99 is out of range; choose", "--window：99 超出范围；"),
    (["check", "a", "b", "c"], "nothing is known to be done with b c; put a name", "多出来的内容：b c；"),
]


@pytest.mark.parametrize(("words", "english", "chinese"), MISUSES, ids=lambda value: " ".join(value)[:24])
def test_misuse_is_told_in_one_line(words, english, chinese, gioia_program, tmp_path):
    for language, said in (("en", english), ("zh", chinese)):
        done = gioia_program(*words, cwd=tmp_path, GIOIA_LANG=language)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert done.stderr.startswith(f"gioia: {said}")


def test_a_program_or_group_without_words_shows_its_help_and_no_error(gioia_program, tmp_path):
    for words in ([], ["concept"]):
        done = gioia_program(*words, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (2, "")
        assert done.stdout.startswith("Usage: ")


def test_a_study_at_fault_is_told_in_one_line_beside_what_was_asked_for(clean, gioia_program):
    clean.change("model.yaml", "kind: enables", "kind: enabels")
    done = gioia_program("trace", "轮流值班", cwd=clean.root)
    assert done.returncode == 0
    assert done.stderr == "model.yaml:13: no kind of relation is called 'enabels'; see gioia check\n"


def test_choices_may_be_written_in_capitals(clean, gioia_program):
    assert clean.root.is_dir()
    done = gioia_program("export", "clean", "--tables", "APA", "--to", "MD,html", "--only", "编码本", "--out", "out")
    assert done.stdout.split() == ["out/tables/table-4-codebook.md", "out/tables/table-4-codebook.html"]
    assert gioia_program("check", "clean", "--format", "JSON").stdout.startswith("[\n")
