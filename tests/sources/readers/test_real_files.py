"""Files of every format, made by real programs out of two texts, come into one study whole, in order, paragraph by paragraph.

The programs are looked for on the path; where one is missing its tests are skipped.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from gioia.study.loading import load_study

ARTICLE = """\
# The shelf that neighbours wanted

## How it began

Ms **Okafor** measured her room with a ruler, and “drew a plan” the same night 🙂.[^1] Her uncle's workshop took a month.

A second paragraph, with a [link](https://example.org/shelf) and a line\\
broken softly, follows.

- How deep should it be?
- Who would buy it?

> “Nobody counts the hours right,” he said.

| Theme | Meaning       | Case |
|-------|---------------|------|
| price | what it costs | two  |
| trust | who comes back| four |

Rare characters such as 𠮷 and 㐂, then — “really” — the end…[^2]

[^1]: The plan is kept in a drawer.
[^2]: A last note.
"""
TALK = """\
# 访谈三号

访谈者：您第一次听说这件事是什么时候？

受访者甲：应该是**那年春天**，邻居拿来一张图纸，问我能不能照着做。😀我说：“可以先试一个。”

访谈者：后来呢？

受访者甲：后来一共做了三十多个，有的送人，有的卖掉。𠮷田先生也来订过一个。

## 补充

| 年份 | 做了什么 |
|------|----------|
| 一六 | 画图、试做 |
| 一七 | 开网店 |
"""
WRITTEN = {"article": ARTICLE, "talk": TALK}
NOTES = ["[1] The plan is kept in a drawer.", "[2] A last note."]
PARAGRAPHS = {
    "article": [
        "# The shelf that neighbours wanted",
        "## How it began",
        "Ms Okafor measured her room with a ruler, and “drew a plan” the same night 🙂.[1] Her uncle’s workshop took a month.",
        "A second paragraph, with a link and a line",
        "broken softly, follows.",
        "How deep should it be?",
        "Who would buy it?",
        "“Nobody counts the hours right,” he said.",
        "Theme\tMeaning\tCase",
        "price\twhat it costs\ttwo",
        "trust\twho comes back\tfour",
        "Rare characters such as 𠮷 and 㐂, then — “really” — the end…[2]",
    ],
    "talk": [
        "# 访谈三号",
        "访谈者：您第一次听说这件事是什么时候？",
        "受访者甲：应该是那年春天，邻居拿来一张图纸，问我能不能照着做。😀我说：“可以先试一个。”",
        "访谈者：后来呢？",
        "受访者甲：后来一共做了三十多个，有的送人，有的卖掉。𠮷田先生也来订过一个。",
        "## 补充",
        "年份\t做了什么",
        "一六\t画图、试做",
        "一七\t开网店",
    ],
}
OFFICE = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "odt": "odt",
    "rtf": "rtf",
    "epub": "epub",
    "html": "html:HTML (StarWriter)",
    "pdf": "pdf",
}
FOLDER = Path(__file__).resolve().parent


@pytest.fixture
def study(tmp_path, gioia_program) -> Path:
    """Return a new study; its folder is inside the one with the files."""
    made = gioia_program("init", "study", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    return tmp_path / "study"


def added(gioia_program, study: Path, files: list[Path], *options: str) -> dict[str, str]:
    """Add the files to the study with the program, and return the text of each document by its name's last part."""
    done = gioia_program("add", *files, "--source", "F1", *options, cwd=study)
    assert done.returncode == 0, done.stdout + done.stderr
    loaded, _ = load_study(study)
    return {name.partition("/")[2].removesuffix(".txt"): document.text for name, document in loaded.documents.items()}


def run(*command: object, cwd: Path) -> None:
    subprocess.run([str(word) for word in command], cwd=cwd, check=False, capture_output=True, timeout=240)


def written(folder: Path, kind: str) -> list[Path]:
    """Write both texts as Markdown, let pandoc turn them into a kind of file, and return the files."""
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is not installed")
    files = []
    for name, text in WRITTEN.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
        files.append(folder / f"{name}-pandoc.{kind}")
        run("pandoc", "-s", f"{name}.md", "-o", files[-1], cwd=folder)
    return files


def by_office(folder: Path, kind: str) -> list[Path]:
    """Let LibreOffice turn both texts into a kind of file, and return the files."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    originals = written(folder, "odt")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", OFFICE[kind], "--outdir", "made", *originals, cwd=folder)
    files = [folder / "made" / f"{file.stem}.{kind}" for file in originals]
    if not all(file.exists() for file in files):
        pytest.skip("LibreOffice Writer is not installed")
    return files


def lines(text: str) -> list[str]:
    """Return the lines without the signs that programs write before the items of a list."""
    return [re.sub(r"^[•◦–]\s+", "", line) for line in text.split("\n") if line.strip()]


def without_notes(found: list[str]) -> list[str]:
    return [line for line in found if line not in NOTES]


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf", "epub", "html"])
def test_what_pandoc_writes(study, gioia_program, kind):
    documents = added(gioia_program, study, written(study.parent, kind))
    for name, expected in PARAGRAPHS.items():
        found = lines(documents[f"{name}-pandoc"])
        start = found.index(expected[0])
        assert without_notes(found[start:]) == expected
    assert [note for note in NOTES if note in lines(documents["article-pandoc"])] == NOTES


@pytest.mark.parametrize("kind", ["docx", "doc", "odt", "rtf", "html"])
def test_what_libreoffice_writes(study, gioia_program, kind):
    documents = added(gioia_program, study, by_office(study.parent, kind))
    for name, expected in PARAGRAPHS.items():
        assert without_notes(lines(documents[f"{name}-pandoc"])) == expected
    assert [note for note in NOTES if note in lines(documents["article-pandoc"])] == NOTES


def test_the_books_of_libreoffice_which_writes_no_headings_and_loses_the_heads_of_tables(study, gioia_program):
    documents = added(gioia_program, study, by_office(study.parent, "epub"))
    for name, expected in PARAGRAPHS.items():
        plain = [line.lstrip("# ") for line in expected if not line.startswith(("Theme", "年份"))]
        assert without_notes(lines(documents[f"{name}-pandoc"])) == plain


def test_the_pdf_files_of_libreoffice_whose_headings_are_lines_and_marks_of_notes_bare_numbers(study, gioia_program):
    documents = added(gioia_program, study, by_office(study.parent, "pdf"))
    for name, expected in PARAGRAPHS.items():
        plain = [re.sub(r"\[(\d)\]", r"\1", line.lstrip("# ")) for line in expected]
        found = lines(documents[f"{name}-pandoc"])
        assert [squeezed(line) for line in found[: len(plain)]] == [squeezed(line) for line in plain]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5", "shift_jis", "windows-1252"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_plain_text_in_every_encoding_with_every_line_end(encoding, end):
    from gioia.sources.readers import read_original

    western = "The idée was simple: a “cheap” shelf – for Müller’s room.\nNo naïve café owner wanted it at first.\n"
    japanese = "質問：いつから作っているのですか。\n回答：三年前の春からです。家族も手伝ってくれました。\n"
    traditional = (
        "訪談者：您第一次聽說這件事是什麼時候？\n受訪者：應該是那年春天，鄰居拿來一張圖紙，問我能不能照著做。\n"
    )
    text = {"big5": traditional, "shift_jis": japanese, "windows-1252": western}.get(encoding, TALK)
    (reading,) = read_original(text.replace("\n", end).encode(encoding), "a.txt")
    assert reading.text == text
    assert reading.remarks == ()


def test_subtitles_tables_and_workbooks_beside_them(study, gioia_program, tmp_path):
    srt = "1\n00:00:01,000 --> 00:00:03,000\n访谈者：后来呢？\n\n2\n00:00:03,500 --> 00:00:06,000\n受访者：后来开了网店。\n"
    (tmp_path / "talk.srt").write_text(srt, encoding="utf-8")
    (tmp_path / "talk.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ada>And then?\n", encoding="utf-8")
    rows = [["编号", "回答"], ["1", "很好用，\n也便宜"], ["2", "太深了"]]
    table = io.StringIO(newline="")
    csv.writer(table).writerows(rows)
    (tmp_path / "survey.csv").write_bytes(table.getvalue().encode("gb18030"))
    files = [tmp_path / "talk.srt", tmp_path / "talk.vtt", tmp_path / "survey.csv"]
    if shutil.which("soffice"):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        (tmp_path / "book.csv").write_bytes(table.getvalue().encode())
        run(
            "soffice",
            profile,
            "--headless",
            "--infilter=CSV:44,34,76",
            "--convert-to",
            "xlsx",
            "book.csv",
            cwd=tmp_path,
        )
        files += [tmp_path / "book.xlsx"] if (tmp_path / "book.xlsx").exists() else []
    documents = added(gioia_program, study, files)
    assert documents["talk"] == "访谈者 (00:00:01): 后来呢？\n受访者 (00:00:03): 后来开了网店。\n"
    assert documents["talk-2"] == "Ada (00:00:01): And then?\n"
    for name in {"survey", "book"} & set(documents):
        assert documents[name] == "编号\t回答\n1\t很好用， 也便宜\n2\t太深了\n"
