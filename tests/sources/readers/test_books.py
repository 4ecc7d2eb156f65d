"""EPUB books and OpenDocument texts, made by hand part by part."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.errors import GioiaError
from gioia.sources.readers import read_original

ODT = "application/vnd.oasis.opendocument.text"
NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "text", "table")
)
CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content{NAMES}><office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>删掉的</text:p></text:deletion></text:changed-region>
</text:tracked-changes>
<text:h text:outline-level="1">标题</text:h>
<text:p>受访者：<text:span>我们</text:span><text:s text:c="2"/>从<text:note><text:note-citation>1</text:note-citation><text:note-body>
<text:p>脚注</text:p></text:note-body></text:note>二〇一三年<text:line-break/>开始<office:annotation><text:p>批注</text:p>
</office:annotation>做。</text:p>
<text:list><text:list-item><text:p>一</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>年</text:p></table:table-cell><table:table-cell><text:p>事</text:p>
<text:p>又</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""
CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
OPF = """<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="two" href="two%20.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
</manifest><spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine></package>"""


def zipped(members: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def page(text: str) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body></html>'
    )


def book(**more: str) -> dict[str, str]:
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": OPF,
        "OEBPS/one.xhtml": page("<h1>第一章</h1><p>正文</p>"),
        "OEBPS/two .xhtml": page("<h1>第二章</h1><aside>注</aside>"),
        "OEBPS/nav.xhtml": page("<ol><li>目录</li></ol>"),
        **more,
    }


def test_the_chapters_come_in_the_order_of_the_spine():
    (reading,) = read_original(zipped(book()), "书.txt")
    assert reading.text == "# 第一章\n正文\n\n# 第二章\n注\n"
    assert reading.reader.startswith("epub 2 (lxml ")


def test_a_chapter_that_the_spine_names_again_and_again_comes_in_once():
    opf = OPF.replace('<itemref idref="one"/>', '<itemref idref="one"/>' * 3000)
    (reading,) = read_original(zipped(book(**{"OEBPS/book.opf": opf})), "书.txt")
    assert reading.text == "# 第一章\n正文\n\n# 第二章\n注\n"


def test_a_book_that_is_locked_is_refused_and_veiled_fonts_are_not():
    veil = '<e><EncryptionMethod Algorithm="{}"/></e>'
    assert read_original(
        zipped(book(**{"META-INF/encryption.xml": veil.format("http://www.idpf.org/2008/embedding")})), "b"
    )
    with pytest.raises(GioiaError, match="DRM"):
        read_original(zipped(book(**{"META-INF/encryption.xml": veil.format("http://www.w3.org/aes")})), "b")


def test_an_opendocument_text():
    (reading,) = read_original(zipped({"mimetype": ODT, "content.xml": CONTENT}), "a.docx")
    assert reading.text == "# 标题\n受访者：我们  从[1]二〇一三年\n[1] 脚注\n开始做。\n一\n年\t事 又\n"
    assert [remark.message for remark in reading.remarks] == [
        "read as accepted: 1 tracked change",
        "left out: 1 comment",
    ]


def odt_text(body: str, styles: str = "") -> str:
    head, _, tail = CONTENT.partition("<office:body>")
    head = head.replace(NAMES, f'{NAMES} xmlns:draw="d" xmlns:style="s"')
    content = f"{head}{styles}<office:body><office:text>{body}</office:text>{tail.partition('</office:text>')[2]}"
    (reading,) = read_original(zipped({"mimetype": ODT, "content.xml": content}), "a.odt")
    return reading.text


def row(*cells: str) -> str:
    inner = "".join(
        f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" if cell else "<table:covered-table-cell/>"
        for cell in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"


def test_a_title_is_a_heading_and_a_box_follows_its_paragraph():
    title = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = '<text:p text:style-name="P1">The case</text:p><text:h text:outline-level="2">Start</text:h>'
    box = "<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>"
    assert odt_text(f"{body}<text:p>one {box}two</text:p>", title) == "# The case\n## Start\none two\nin a box\n"


def test_hidden_words_are_left_out():
    hidden = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    assert odt_text('<text:p>a<text:span text:style-name="T1">hidden</text:span>b</text:p>', hidden) == "ab\n"


def test_covered_cells_keep_the_columns_and_a_transcript_is_a_turn_a_row():
    assert odt_text(f"<table:table>{row('a', '', 'c')}{row('', 'b', 'c')}</table:table>") == "a\t\tc\n\tb\tc\n"
    turns = row("问", "什么时候？") + row("答", "春天，三月吧。") + row("问", "之后呢？")
    assert odt_text(f"<table:table>{turns}</table:table>") == "问: 什么时候？\n答: 春天，三月吧。\n问: 之后呢？\n"


def test_an_opendocument_text_with_a_password_is_refused():
    with pytest.raises(GioiaError, match="has a password"):
        read_original(zipped({"mimetype": ODT, "META-INF/manifest.xml": "<encryption-data/>"}), "a.odt")


def test_a_text_with_entities_of_its_own_is_refused():
    bomb = CONTENT.replace(
        "<office:document-content", f'<!DOCTYPE x [<!ENTITY a "{"a" * 1000}">]><office:document-content'
    )
    for times in (1, 1000):
        with pytest.raises(GioiaError, match=r"declares entities|is damaged"):
            read_original(zipped({"mimetype": ODT, "content.xml": bomb.replace("标题", "&a;" * times)}), "a.odt")


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not here")
@pytest.mark.parametrize("form", ["odt", "epub"])
def test_what_pandoc_writes(tmp_path, form):
    made = tmp_path / f"a.{form}"
    subprocess.run(
        ["pandoc", "-f", "markdown", "-o", made], input="# 题\n\n受访者：你好。\n\n- 一\n".encode(), check=True
    )
    (reading,) = read_original(made.read_bytes(), "a")
    assert [line for line in reading.text.splitlines() if line][-3:] == ["# 题", "受访者：你好。", "一"]


@given(st.data())
@settings(max_examples=150)
def test_a_cut_or_altered_file_is_read_or_refused(data):
    members = data.draw(st.sampled_from([book(), {"mimetype": ODT, "content.xml": CONTENT}]))
    member = data.draw(st.sampled_from(sorted(members)))
    raw = bytearray(members[member].encode())
    for _ in range(data.draw(st.integers(0, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    packed = bytearray(zipped(members | {member: bytes(raw)}))
    for _ in range(data.draw(st.integers(0, 3))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    try:
        readings = read_original(bytes(packed[: data.draw(st.integers(len(packed) // 2, len(packed)))]), "a.epub")
    except GioiaError:
        return
    assert readings
