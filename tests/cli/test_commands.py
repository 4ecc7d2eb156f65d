"""The program as people run it: exit codes, what it prints into a pipe, and that looking changes nothing."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys

import pytest

from gioia.cli import index
from gioia.cli.index import COMMANDS, PANELS
from gioia.cli.program import app
from gioia.edits.plan import now

COMMON_SUFFIX = "_command.py"


def module_name(command):
    return f"gioia.cli.{command.replace('-', '_')}_command"


READING = {
    "sources": (),
    "structure": (),
    "model": (),
    "find": ("书架",),
    "words": (),
    "trace": ("出力",),
    "check": (),
}
"""Commands that only look, with arguments that find something."""


# The index


def test_every_command_has_its_file_and_every_file_its_command(checkout):
    files = {path.name.removesuffix(COMMON_SUFFIX) for path in (checkout / "gioia" / "cli").glob(f"*{COMMON_SUFFIX}")}
    assert files == {name.replace("-", "_") for name in COMMANDS}


def test_every_panel_is_used_and_every_command_has_one():
    assert {entry.panel for entry in COMMANDS.values()} == set(PANELS)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_short_help_is_the_first_line_of_the_long_one(language):
    script = (
        "import importlib, json\n"
        "from gioia.cli.index import COMMANDS\n"
        "print(json.dumps({n: importlib.import_module(f\"gioia.cli.{n.replace('-', '_')}_command\").HELP"
        ".partition('\\n')[0] for n in COMMANDS}))"
    )
    environment = os.environ | {"GIOIA_LANG": language}
    shown = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True).stdout
    assert json.loads(shown) == {
        name: entry.chinese if language == "zh" else entry.english for name, entry in COMMANDS.items()
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_names_its_parts_in_its_help(gioia_program, name):
    shown = gioia_program(name, "--help")
    assert shown.returncode == 0
    assert getattr(index.COMMANDS[name], "english") in " ".join(shown.stdout.replace("│", " ").split())  # noqa: B009
    assert shown.stderr == ""


@pytest.mark.parametrize(("language", "shown"), [("zh", "新建一个研究。"), ("en", "Make a new study.")])
def test_the_list_of_commands_is_in_the_language_of_the_person(gioia_program, language, shown):
    listed = gioia_program("--help", GIOIA_LANG=language)
    assert listed.returncode == 0
    assert shown in listed.stdout
    assert all(name in listed.stdout for name in COMMANDS)


def test_chinese_help_of_a_command(gioia_program):
    shown = gioia_program("code", "--help", GIOIA_LANG="zh").stdout
    assert "用一个概念给一段话编码。" in shown
    assert "一阶概念。" in shown


def test_the_version(gioia_program):
    import gioia

    assert gioia_program("--version").stdout == f"gioia {gioia.__version__}\n"


# Looking


@pytest.mark.parametrize("name", READING)
def test_looking_prints_plain_text_into_a_pipe_and_changes_no_byte(clean, gioia_program, name):
    before = clean.bytes()
    shown = gioia_program(name, *READING[name], cwd=clean.root, FORCE_COLOR="")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout or name == "check"
    assert "\x1b" not in shown.stdout + shown.stderr
    assert clean.bytes() == before
    assert not (clean.root / ".gioia.lock").exists()


@pytest.mark.parametrize("name", READING)
def test_what_is_looked_at_comes_as_json_too(clean, gioia_program, name):
    clean.change("study.yaml", "coder: 甲", "coder: 乙")
    value = json.loads(gioia_program(name, *READING[name], "--format", "json", cwd=clean.root).stdout)
    assert value


def test_the_json_of_the_register(clean, gioia_program):
    value = json.loads(gioia_program("sources", "clean", "--format", "json", cwd=clean.root.parent).stdout)
    assert [(row["source"], row["name"], [d["codings"] for d in row["documents"]]) for row in value] == [
        ("F1", "发起人访谈", [4]),
        ("G1", "书屋公告", [4]),
    ]


def test_the_json_of_the_structure(clean, gioia_program):
    value = json.loads(gioia_program("structure", "--format", "json", cwd=clean.root).stdout)
    assert value["dimensions"][0]["themes"][0] == {
        "theme": "出力",
        "concepts": [{"concept": "轮流值班", "codings": 2}, {"concept": "修理书架", "codings": 2}],
    }
    assert value["ungrouped"] == []


def test_the_structure_as_text(clean, gioia_program):
    assert gioia_program("structure", cwd=clean.root).stdout.splitlines()[:3] == [
        "邻里投入",
        "  出力",
        "    轮流值班  2",
    ]


def test_the_model_by_stage(clean, gioia_program):
    assert gioia_program("model", cwd=clean.root).stdout.splitlines() == [
        "起步  2021-03–2022-06",
        "  R01  出力 → 相识  [enables]  c01, c04",
        "扎根  2022-06–",
        "  R02  出物 → 相识  [results_in]  第二节",
        "(across stages)",
        "  R03  起步 → 扎根  [evolves_into]  第三节",
    ]
    one = gioia_program("model", "--stage", "扎根", cwd=clean.root).stdout.splitlines()
    assert one == ["扎根  2022-06–", "  R02  出物 → 相识  [results_in]  第二节"]
    wrong = gioia_program("model", "--stage", "札根", cwd=clean.root)
    assert (wrong.returncode, wrong.stderr) == (2, "gioia: no stage is called '札根': did you mean '扎根'?\n")


def test_find_shows_words_in_their_context(clean, gioia_program):
    assert gioia_program("find", "书架", cwd=clean.root).stdout.splitlines() == [
        "F1/访谈.md:5: 个月我们轮流值班。 / 【书架】是大家一起修好的。 / ",
        "G1/公告.md:5: 值班表已经贴出。 / 新【书架】已经立稳。 / 旧书请先",
    ]
    assert len(gioia_program("find", "书架", "--source", "G1", cwd=clean.root).stdout.splitlines()) == 1


def test_find_without_a_hit(clean, gioia_program):
    shown = gioia_program("find", "没有的话", cwd=clean.root)
    assert (shown.returncode, shown.stdout, shown.stderr) == (1, "", "'没有的话' stands nowhere\n")
    assert json.loads(gioia_program("find", "没有的话", "--format", "json", cwd=clean.root).stdout) == []


def test_find_in_a_source_that_there_is_not(clean, gioia_program):
    shown = gioia_program("find", "书架", "--source", "G11", cwd=clean.root)
    assert (shown.returncode, shown.stderr) == (2, "gioia: no source is called 'G11': did you mean 'G1'?\n")


def test_find_takes_the_study_as_the_other_commands_do(clean, gioia_program):
    named = gioia_program("find", "书架", "clean", cwd=clean.root.parent).stdout
    assert named == gioia_program("find", "书架", "-s", "clean", cwd=clean.root.parent).stdout != ""


def test_find_by_source_and_coding(clean, gioia_program):
    def found(*options):
        shown = gioia_program("find", "书架", *options, "--format", "json", cwd=clean.root)
        return [(hit["document"], hit["coded"]) for hit in json.loads(shown.stdout)]

    assert found("--source", "F") == found("--coded", "--source", "F1") == [("F1/访谈.md", ["修理书架"])]
    assert found("--source", "F1", "--source", "G") == found()
    assert found("--uncoded", "--source", "F") == []


def test_find_for_a_spreadsheet(clean, gioia_program):
    shown = gioia_program("find", "书架", "--format", "csv", cwd=clean.root).stdout
    head, first, *_ = shown.split("\n")
    assert head.startswith("\ufeffdocument,source,line,page,speaker,time,stages,start,end,before,match,after,coded")
    assert first.startswith("F1/访谈.md,F1,5,,,,")


def test_a_search_loads_nothing_that_it_does_not_need(clean):
    script = (
        "import sys\nsys.argv = ['gioia', 'find', '没有的话']\nfrom gioia.cli.main import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\nprint(*sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", script], cwd=clean.root, capture_output=True, check=True, text=True)
    heavy = {"pandas", "numpy", "opencc", "regex", "rjieba", "rich", "gioia.sources.turn_forms"}
    assert heavy & set(shown.stdout.split()) == set()


def test_words_of_some_sources_are_those_that_find_would_look_at(clean, gioia_program):
    whole = gioia_program("words", "--format", "json", cwd=clean.root).stdout
    part = gioia_program("words", "-s", "clean", "--source", "G1", "--format", "json", cwd=clean.root.parent).stdout
    assert 0 < sum(row["count"] for row in json.loads(part)) < sum(row["count"] for row in json.loads(whole))


@pytest.mark.parametrize("words", [("find", "书架"), ("words",)])
def test_a_study_is_named_once(clean, gioia_program, words):
    twice = gioia_program(*words, "clean", "-s", "clean", cwd=clean.root.parent)
    assert twice.returncode == 0
    shown = gioia_program(*words, "clean", "-s", "other", cwd=clean.root.parent)
    assert (shown.returncode, shown.stderr) == (2, "gioia: two studies are named, 'clean' and 'other': name one\n")


def test_words_of_a_study(clean, gioia_program):
    head, first, *_ = gioia_program("words", "--top", "3", cwd=clean.root).stdout.splitlines()
    assert head.split() == ["word", "count", "per-1000", "documents"]
    assert len(first.split()) == 4
    rows = json.loads(gioia_program("words", "--top", "0", "--format", "json", cwd=clean.root).stdout)
    assert first.split()[0] == rows[0]["word"]


def test_words_that_mark_a_source_and_what_is_undefined(clean, gioia_program):
    shown = gioia_program("words", "--by", "source", "--top", "1", cwd=clean.root).stdout
    assert shown.splitlines()[0].startswith("F1  (")
    assert "–" in shown
    table = gioia_program("words", "--by", "source", "--top", "1", "--format", "csv", cwd=clean.root).stdout
    assert table.startswith("\ufeffgroup,word,count,rest,per_1000,rest_per_1000,g2,log_ratio")
    assert "nan" not in table


def test_words_near_a_word(clean, gioia_program):
    value = json.loads(gioia_program("words", "--near", "书架", "--format", "json", cwd=clean.root).stdout)
    assert (value["word"], value["window"]) == ("书架", 5)
    assert value["count"] >= 2
    shown = gioia_program("words", "--near", "书柜", cwd=clean.root)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert "did you mean '书架'?" in shown.stderr


def test_a_word_of_the_dictionary_is_one_word(clean, gioia_program):
    clean.change("study.yaml", "stages:", "dictionary: [旧书 架]\nstages:")
    assert "write one word, without spaces" in gioia_program("check", cwd=clean.root).stdout


def test_a_reader_that_goes_away_is_no_fault(clean, gioia_program):
    clean.write("长.txt", "书架\n" * 20_000)
    assert gioia_program("add", "长.txt", "--source", "F1", cwd=clean.root).returncode == 0
    environment = os.environ | {"GIOIA_LANG": "en"}
    program = [sys.executable, "-c", "from gioia.cli.main import run; run()", "find", "书架"]
    finding = subprocess.Popen(program, cwd=clean.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    head = subprocess.run(["head", "-1"], stdin=finding.stdout, capture_output=True, check=True)
    finding.stdout.close()
    assert finding.stderr.read() == b""
    assert finding.wait(timeout=30) in {0, 1}
    assert head.stdout.decode().count("【书架】") == 1


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "c04",
            [
                "coding  c04  “孩子们放学约着来。” (F1, 起步, 甲)  F1/访谈.md 44–53",
                "  concept  孩子结伴",
                "  theme  相识",
                "  dimension  书屋成效",
                "  stage  起步",
                "  relation  R01  出力 → 相识 (enables)",
            ],
        ),
        ("R01", ["relation  R01  出力 → 相识 (enables)", "  coding  c01", "  coding  c04"]),
        ("孩子结伴", ["concept  孩子结伴", "  theme  相识", "  coding  c04", "  coding  c08"]),
        (
            "相识",
            [
                "theme  相识",
                "  dimension  书屋成效",
                "  concept  孩子结伴",
                "    coding  c04",
                "  relation  R01",
                "  relation  R02",
            ],
        ),
        ("书屋成效", ["dimension  书屋成效", "  theme  相识", "    concept  孩子结伴", "      coding  c08"]),
        ("起步", ["stage  起步  2021-03–2022-06", "  relation  R01", "  coding  c01"]),
        ("照看", ["construct  照看  link 出力  clean/model.yaml:3"]),
        ("G1", ["source  G1  书屋公告", "  document  G1/公告.md", "    coding  c05"]),
        ("G1/公告.md", ["document  G1/公告.md", "  coding  c05"]),
    ],
)
def test_trace_leads_from_any_name_to_passages_and_back(clean, gioia_program, name, lines):
    """The lines begin so, in this order; others may stand between them."""
    shown = iter(gioia_program("trace", name, "--study", "clean", cwd=clean.root.parent).stdout.splitlines())
    missing = [line for line in lines if not any(each.startswith(line) for each in shown)]
    assert missing == []


def test_trace_of_a_dimension_shows_the_arrows_at_it(clean, gioia_program):
    clean.change("model.yaml", "from: 出物", "from: 邻里投入")
    shown = gioia_program("trace", "邻里投入", cwd=clean.root).stdout.splitlines()
    assert shown[-1].startswith("  relation  R02  邻里投入 → 相识 (results_in)")


@pytest.mark.parametrize("place", ["table-2:row-1", "表2第1行"])
def test_trace_of_a_row_that_is_printed_shows_its_codings(clean, gioia_program, place):
    shown = gioia_program("trace", "--display", place, cwd=clean.root).stdout.splitlines()
    assert shown[0].startswith("row  table-2:row-1  二阶主题: 出力 | ")
    assert shown[0].endswith("  1 coding")
    assert shown[1].startswith("  coding  c0")
    assert len(shown) == 2


def test_trace_of_a_table_lists_its_rows_in_the_persons_language(clean, gioia_program):
    shown = gioia_program("trace", "--display", "table-1", cwd=clean.root, GIOIA_LANG="zh").stdout.splitlines()
    assert shown[0] == "表  table-1  表1　数据来源与编码"
    assert shown[1].startswith("  行  table-1:row-1  ")


@pytest.mark.parametrize("arguments", [(), ("出力", "--display", "table-1")])
def test_trace_asks_for_a_name_or_a_place(clean, gioia_program, arguments):
    shown = gioia_program("trace", *arguments, cwd=clean.root)
    remedy = "give a NAME, or --display and a place"
    assert (shown.returncode, shown.stderr) == (2, f"gioia: what is to be traced is not clear: {remedy}\n")


def test_translate_prepares_a_file_and_shows_it_first_if_asked(clean, gioia_program):
    shown = gioia_program("translate", "en", "--by", "Li Wei", "--dry-run", cwd=clean.root)
    assert '+by: "Li Wei"\n' in shown.stdout
    assert not (clean.root / "translations").exists()
    assert gioia_program("translate", "en", cwd=clean.root).stdout.startswith("translations/en.yaml: ")
    assert (clean.root / "translations" / "en.yaml").exists()


def test_trace_of_a_misspelt_name(clean, gioia_program):
    shown = gioia_program("trace", "孩子结半", cwd=clean.root)
    assert (shown.returncode, shown.stderr) == (
        2,
        "gioia: nothing is called '孩子结半' in clean: did you mean '孩子结伴'?\n",
    )


# Checking


def test_check_of_a_clean_study(clean, gioia_program):
    shown = gioia_program("check", "clean", cwd=clean.root.parent)
    assert (shown.returncode, shown.stderr) == (0, "errors: 0, warnings: 0, remarks: 0, waived: 3\n")
    assert all(" waived GI4 " in line for line in shown.stdout.splitlines())


def test_check_explains_a_rule_in_both_languages(gioia_program, tmp_path):
    shown = gioia_program("check", "--explain", "gi4", cwd=tmp_path)
    assert shown.stdout.startswith("GI4 (warning, data structure)\n")
    assert "Gioia, Corley and Hamilton 2013: " in shown.stdout
    assert "数据结构" in gioia_program("check", "--explain", "GI4", cwd=tmp_path, GIOIA_LANG="zh").stdout
    assert shown.stdout.count("  - rule: GI4\n") == 1, "and how it is waived"
    assert "waivers" not in gioia_program("check", "--explain", "FI5", cwd=tmp_path).stdout
    unknown = gioia_program("check", "--explain", "GI44", cwd=tmp_path)
    assert (unknown.returncode, "did you mean 'GI4'?" in unknown.stderr) == (2, True)


def test_waivers_are_shown_in_every_format(clean, gioia_program):
    for format in ("text", "json", "sarif", "markdown"):
        assert gioia_program("check", "--format", format, cwd=clean.root).stdout.count("例子太小") == 3


def test_check_with_an_error(clean, gioia_program):
    clean.change("model.yaml", "kind: enables", "kind: enabels")
    shown = gioia_program("check", "clean", cwd=clean.root.parent)
    assert shown.returncode == 1
    assert "\nclean/model.yaml:13: error NA1 no kind of relation is called 'enabels'; did you" in shown.stdout
    assert "triggers (触发)" in shown.stdout
    assert "under kinds: - kind: enabels" in shown.stdout
    assert shown.stderr == "errors: 1, warnings: 0, remarks: 0, waived: 3\n"
    found = gioia_program("check", "--format", "json", cwd=clean.root)
    assert found.returncode == 1
    assert [(f["path"], f["line"], f["rule"], f["subject"]) for f in json.loads(found.stdout) if not f["waived"]] == [
        ("model.yaml", 13, "NA1", "enabels")
    ]


def test_a_warning_alone_is_no_error(clean, gioia_program):
    clean.change("model.yaml", "    section: 第二节\n", "")
    shown = gioia_program("check", cwd=clean.root)
    assert (shown.returncode, shown.stdout.count("warning PR4")) == (0, 1)


# Misuse


@pytest.mark.parametrize("name", [*READING, "export", "run", "apply"])
def test_no_study_here_is_misuse_in_one_line(tmp_path, gioia_program, name):
    shown = gioia_program(name, *READING.get(name, ()), cwd=tmp_path)
    assert (shown.returncode, shown.stdout) == (2, "")
    assert shown.stderr == "gioia: no study is here: name its folder, or make one with gioia init NAME\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("chek",),
        ("--nothing",),
        ("check", "--nothing"),
        ("check", "--format", "yaml"),
        ("find",),
        ("find", "x", "--width", "-1"),
        ("find", "(", "--regex"),
        ("find", "x", "--regex", "--any-script"),
        ("find", "x", "--speaker", "y"),
        ("find", "x", "--format", "yaml"),
        ("words", "--by", "theme"),
        ("words", "--by", "stage", "--near", "x"),
        ("words", "--window", "3"),
        ("words", "--near", "12"),
        ("code", "x"),
        ("code", "x", "-c", "y", "--at", "z"),
        ("code", "x", "-c", "y", "--role", "z"),
        ("add", "x.txt"),
        ("init",),
        ("init", "x", "--language", "fr"),
    ],
)
def test_unknown_commands_and_options_are_misuse(clean, gioia_program, arguments):
    shown = gioia_program(*arguments, cwd=clean.root)
    assert shown.returncode == 2
    assert shown.stdout == ""
    assert "Traceback" not in shown.stderr
    assert shown.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "claen"), "did you mean 'clean'?"),
        (("chek",), "no command is called 'chek': did you mean 'check'?"),
        (("nothing",), "no command is called 'nothing': see gioia --help"),
        (("find", ""), "no words are given"),
        (("code", "", "-c", "轮流值班"), "no words are given"),
        (("update", "访", "x.txt"), "did you mean"),
        (("export", "--to", "docx7"), "no format is called 'docx7'"),
        (("export", "--only", "nothing"), "no display is called 'nothing'"),
        (("code", "x", "-c", "轮流值班"), "does not stand in any document"),
        (("code", "x", "-c", "轮流值班", "--coder", "../y"), "cannot name a coder"),
        (("code", "x", "-c", "轮流值班", "--coder", "CON"), "cannot name a coder"),
        (("uncode", "nothing"), "no coding has the id nothing"),
        (("import-table", "missing.csv"), "the file is not there"),
        (("add", "x.txt", "--source", "../x"), "cannot be a source code"),
        (("apply", "--codebook", "nothing"), "no codebook is there"),
        (("undo", "--coder", "../y"), "cannot name a coder"),
        (("init", "x", "--from", "nothing"), "no case is called 'nothing'"),
        (("init", "clean"), "something is there already"),
    ],
)
def test_misuse_is_one_line_that_says_what_to_do(clean, gioia_program, arguments, told):
    before = clean.bytes()
    shown = gioia_program(*arguments, cwd=clean.root.parent)
    error = shown.stderr.removeprefix("study: clean\n")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert error.startswith("gioia: ")
    assert error.count("\n") == 1
    assert told in error
    assert clean.bytes() == before


# Writing


@pytest.fixture
def incoming(clean):
    clean.write("../incoming/新.txt", "新来的材料")
    clean.write("../incoming/table.csv", "concept,excerpt\n修理书架,新书架已经立稳\n")
    return clean


WRITING = [
    ("add", "incoming/新.txt", "--source", "Q1"),
    ("code", "新书架已经立稳", "-c", "新概念", "--new"),
    ("uncode", "c01"),
    ("import-table", "incoming/table.csv"),
    ("apply",),
]


@pytest.mark.parametrize("arguments", WRITING, ids=lambda arguments: arguments[0])
def test_a_dry_run_shows_the_diff_and_changes_no_byte(incoming, gioia_program, arguments):
    before = incoming.bytes()
    dry = gioia_program(*arguments, "--dry-run", cwd=incoming.root.parent)
    assert dry.returncode == 0, dry.stderr
    assert dry.stdout.startswith("--- ")
    assert dry.stderr
    assert incoming.bytes() == before
    assert not (incoming.root / ".gioia.lock").exists()
    done = gioia_program(*arguments, cwd=incoming.root.parent)
    assert done.returncode == 0, done.stderr
    after = incoming.bytes()
    history = f"history/甲/{now()[:7]}.jsonl"
    assert after.pop(history).count(b"\n") == 1
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    shown = {
        line[4:].removeprefix("clean/") for line in dry.stdout.splitlines() if line.startswith(("+++ ", "--- "))
    } - {"/dev/null"}
    assert shown == changed


def test_what_writes_into_a_study_that_nobody_named_says_which(incoming, gioia_program):
    below = gioia_program("uncode", "c01", "--dry-run", cwd=incoming.root.parent)
    assert below.stderr.startswith("study: clean\n")
    named = gioia_program("uncode", "c01", "--dry-run", "--study", "clean", cwd=incoming.root.parent)
    inside = gioia_program("uncode", "c01", "--dry-run", cwd=incoming.root)
    assert "study:" not in named.stderr + inside.stderr


@pytest.mark.parametrize("name", [arguments[0] for arguments in WRITING])
def test_every_command_that_writes_into_a_study_has_a_dry_run(gioia_program, name):
    assert "--dry-run" in gioia_program(name, "--help").stdout


def test_init_add_code_check_run(tmp_path, gioia_program):
    assert gioia_program("init", "研究 一", "--language", "zh", cwd=tmp_path).stdout.startswith("made 研究 一;")
    assert gioia_program("check", "研究 一", cwd=tmp_path).returncode == 0
    (tmp_path / "访谈.txt").write_text("我们自己动手做酸奶。", encoding="utf-8")
    added = gioia_program("add", "访谈.txt", "--source", "F1", "-s", "研究 一", cwd=tmp_path)
    assert (added.returncode, added.stderr) == (0, "")
    assert added.stdout.splitlines() == [
        "the untouched example has made room for your own material",
        "F1/访谈.txt: 10 characters (utf-8)",
        "registered the new source F1; name it in study.yaml",
    ]
    coded = gioia_program("code", "自己动手", "-c", "亲手做", "--new", "--coder", "小李", cwd=tmp_path)
    assert coded.returncode == 0
    assert gioia_program("check", cwd=tmp_path).returncode == 1, "the concept is not grouped yet"
    ran = gioia_program("run", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "\x1b" not in ran.stdout + ran.stderr
    assert ran.stderr == "", "progress is for terminals"
    summary = json.loads((tmp_path / "out" / "研究 一" / "summary.json").read_text(encoding="utf-8"))
    assert summary["totals"]["codings"] == 1


def test_a_copy_of_which_a_part_cannot_be_read_is_not_merged(clean, gioia_program):
    copy = clean.root.parent / "copy"
    shutil.copytree(clean.root, copy)
    coded = copy / "codings" / "甲" / "F1" / "访谈.md.jsonl"
    coded.write_bytes(b"{" + coded.read_bytes().replace("甲".encode(), "乙".encode()))
    before = clean.bytes()
    shown = gioia_program("merge", copy, "--study", clean.root)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert "FI7" in shown.stderr
    assert clean.bytes() == before


def test_a_file_that_is_closed_does_not_keep_the_others_out(clean, monkeypatch, capsys):
    """An administrator may read everything: here the system only says that it would refuse."""
    clean.write("in/open.txt", "y")
    monkeypatch.chdir(clean.root)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SystemExit) as ended:
        app(["add", "in/open.txt", "in", "--source", "F1"])
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (1, "F1/open.txt: 1 character (utf-8)\n")
    assert told.err == (
        "in: error FI1 this is a folder, with 1 file; name the files, all of them by gioia add in/* --source F1\n"
    )


def test_a_file_whose_name_was_mistyped_does_not_cost_the_example(tmp_path, gioia_program):
    gioia_program("init", "mine", cwd=tmp_path)
    shown = gioia_program("add", "missing.txt", "--source", "F1", cwd=tmp_path)
    assert shown.returncode == 1
    assert "missing.txt: error FI1 the file is not there" in shown.stderr
    assert (tmp_path / "mine" / "sources" / "F1" / "founder-interview.md").is_file()


def test_a_dry_run_of_the_first_document_says_that_the_example_would_go(incoming, gioia_program):
    folder = incoming.root.parent
    gioia_program("init", "mine", cwd=folder)
    shown = gioia_program("add", "incoming/新.txt", "--source", "F1", "-s", "mine", "--dry-run", cwd=folder)
    assert shown.returncode == 0
    assert shown.stderr.startswith("the untouched example would make room first\n")
    assert (folder / "mine" / "sources" / "F1" / "founder-interview.md").is_file()


def test_one_bad_file_among_good_ones_is_exit_code_1(incoming, gioia_program):
    shown = gioia_program("add", "incoming/新.txt", "missing.txt", "--source", "F1", cwd=incoming.root.parent)
    assert shown.returncode == 1
    assert shown.stdout == "F1/新.txt: 5 characters (utf-8)\n"
    assert shown.stderr.startswith("study: clean\nmissing.txt: error FI1 ")


def test_export_writes_what_was_asked_for(clean, gioia_program):
    shown = gioia_program("export", "clean", "--to", "svg", "--to", "csv", "--only", "1", cwd=clean.root.parent)
    assert shown.returncode == 0, shown.stderr
    written = shown.stdout.splitlines()
    assert {path.rpartition(".")[2] for path in written} == {"svg", "csv"}
    assert all((clean.root.parent / path).is_file() for path in written)


def test_options_of_export_replace_what_the_study_says_of_looks_one_by_one(clean, gioia_program):
    clean.change("study.yaml", "language: zh\n", "language: zh\ndisplays:\n  style: boxes\n  counts: shown\n")

    def drawn(*options):
        asked = ("export", "clean", "--to", "svg", "--only", "data-structure", *options)
        shown = gioia_program(*asked, cwd=clean.root.parent)
        assert shown.returncode == 0, shown.stderr
        return (clean.root.parent / shown.stdout.strip()).read_text(encoding="utf-8")

    as_said = drawn()
    assert "<polygon" in as_said
    assert "，来源" in as_said
    other = drawn("--style", "brackets", "--width", "84", "--ink", "colour", "--by", "stage")
    assert "<polygon" not in other
    assert "，来源" in other
    assert 'width="238.11pt"' in other
    assert "，来源" not in drawn("--no-counts")


@pytest.mark.parametrize("width", ["39", "1000", "84.5", "wide", ""])
def test_a_width_that_is_none_is_refused(clean, gioia_program, width):
    shown = gioia_program("export", "clean", "--to", "svg", "--width", width, cwd=clean.root.parent)
    assert shown.returncode == 2
    assert shown.stderr.startswith(f"gioia: {width!r} is no width of a figure: say 84 ")


def test_run_with_a_fault_in_the_files_is_exit_code_1(clean, gioia_program):
    clean.change("sources/G1/公告.md", "立稳", "站稳")
    shown = gioia_program("run", "clean", cwd=clean.root.parent)
    assert shown.returncode == 1
    assert "clean/sources/G1/公告.md: error DO1" in shown.stderr


def test_run_changes_nothing_in_the_study_and_gives_the_same_bytes_again(clean, gioia_program, copy_of):
    before = clean.bytes()
    folder = clean.root.parent
    assert gioia_program("run", "clean", "--out", "one", cwd=folder).returncode == 0
    assert gioia_program("run", "clean", "--out", "two", cwd=folder, PYTHONHASHSEED="7").returncode == 0
    assert clean.bytes() == before
    one, two = copy_of(folder / "one").bytes(), copy_of(folder / "two").bytes()
    assert [name for name in {*one, *two} if one.get(name) != two.get(name)] == []
    assert gioia_program("run", "clean", "--out", "one", cwd=folder).returncode == 0
    assert set(copy_of(folder / "one").bytes()) == set(one)


def test_the_case_that_comes_with_the_package_can_be_looked_at_from_anywhere(tmp_path, gioia_program):
    shown = gioia_program("trace", "积累经验知识", "--study", "lechun", cwd=tmp_path)
    assert shown.returncode == 0
    assert "E01" in shown.stdout


# What a command costs


@pytest.mark.parametrize("name", ["check", "sources", "model"])
def test_a_command_loads_no_heavy_library(clean, name):
    script = (
        "import sys, gioia.cli.main as m\n"
        f"sys.argv = ['gioia', {name!r}]\n"
        "try:\n    m.run()\nexcept SystemExit:\n    pass\n"
        "print(*sorted({'pandas', 'networkx', 'rich', 'numpy', 'jieba', 'xlsxwriter'} & set(sys.modules)))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], cwd=clean.root, capture_output=True, check=True, encoding="utf-8"
    )
    assert shown.stdout.splitlines()[-1] == ""


def test_no_module_of_a_command_loads_a_heavy_library():
    script = (
        "import importlib, sys\n"
        "from gioia.cli.index import COMMANDS\n"
        "for n in COMMANDS: importlib.import_module(f\"gioia.cli.{n.replace('-', '_')}_command\")\n"
        "print(*sorted({'pandas', 'networkx', 'rich', 'numpy', 'jieba', 'xlsxwriter', 'yaml'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8")
    assert shown.stdout == "\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_a_function_with_its_help(name):
    module = importlib.import_module(module_name(name))
    functions = [function for _, function in module.VERBS.values()] if hasattr(module, "VERBS") else [module.command]
    assert all(map(callable, functions))
    assert "\n\n" in module.HELP
