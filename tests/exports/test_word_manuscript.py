"""A manuscript that a person edited: their captions and notes stay, what they took out stays out, and each is told."""

from __future__ import annotations

import io
from copy import deepcopy

import docx
import pytest
from docx.oxml.ns import qn
from msgspec import structs
from office_programs import converted, needs_writer
from small_studies import tea

from gioia.displays.display import Figure, Table, caption
from gioia.exports._word_authorship import said
from gioia.exports._word_blocks import mark_of, tag_of
from gioia.exports._word_places import parsed
from gioia.exports.docx import write_all, write_into
from gioia.pipeline import all_displays


@pytest.fixture(scope="module")
def shop():
    return all_displays(tea())


@pytest.fixture(scope="module")
def written(shop):
    return write_all(shop)


def saved_by_word(document, _):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def saved_by_libreoffice(document, folder):
    (folder / "again").mkdir()
    document.save(folder / "paper.docx")
    return converted(folder / "paper.docx", "docx", folder / "again").read_bytes()


@pytest.fixture(params=[saved_by_word, pytest.param(saved_by_libreoffice, marks=needs_writer)])
def saved(request, tmp_path):
    """Return what a person's program makes of a document."""
    return lambda document: request.param(document, tmp_path)


class Manuscript:
    """A document as a person sees it: paragraphs by the bookmarks of displays."""

    def __init__(self, file):
        self.document = docx.Document(io.BytesIO(file))
        self.body = self.document.element.body

    def paragraph(self, display, part="caption"):
        named = (
            one for one in self.body.iter(qn("w:bookmarkStart")) if one.get(qn("w:name")) == mark_of(display, part)
        )
        start = next(named, None)
        return None if start is None else next(start.iterancestors(qn("w:p")))

    def words(self, display, part="caption"):
        return "".join(text.text or "" for text in self.paragraph(display, part).iter(qn("w:t")))

    def write(self, display, words, part="caption"):
        """Write other words over the last ones of a caption or a note."""
        [*self.paragraph(display, part).iter(qn("w:t"))][-1].text = words

    def take_out(self, display, *parts):
        """Take a display out, or only what is named of it."""
        above = self.paragraph(display)
        control = above.getnext() if isinstance(display, Table) else above.getprevious()
        blocks = [above, control, self.paragraph(display, "note")]
        for block in [self.paragraph(display, part) for part in parts] or blocks:
            if block is not None:
                block.getparent().remove(block)

    def has(self, display):
        return self.paragraph(display) is not None

    def list_of(self, tag):
        """Return the captions in a list at the front."""
        return [
            "".join(text.text or "" for text in one.iter(qn("w:t")))
            for one in self.body.iter(qn("w:p"))
            if one.find(f".//{qn('w:hyperlink')}") is not None
            and tag in one.find(f".//{qn('w:hyperlink')}").get(qn("w:anchor"))
        ]


@pytest.fixture
def paper(written):
    return Manuscript(written)


def tables_of(displays):
    return [display for display in displays if isinstance(display, Table)]


def with_note(displays):
    return next(display for display in tables_of(displays) if display.note and display.mentions)


def fate_of(fates, display):
    (found,) = (fate for fate in fates if fate.display.key == display.key)
    return found


class TestACaptionOrANoteThatAPersonChanged:
    def test_it_stays_in_their_words_and_is_told(self, shop, paper, saved):
        first, noted = shop[0], with_note(shop)
        paper.write(first, "　街坊都有谁")
        paper.write(noted, "，也看附录。", "note")
        changed = [structs.replace(one, title="新题目", note=one.note and "新的注。") for one in tables_of(shop)]
        file, fates = write_into(changed, saved(paper.document))
        after = Manuscript(file)
        assert after.words(first) == "表1　街坊都有谁"
        assert after.words(noted, "note").endswith("，也看附录。")
        assert fate_of(fates, first).kept == ("caption",)
        assert fate_of(fates, noted).kept == ("note",)
        assert after.words(noted).endswith("新题目")

    def test_one_that_nobody_changed_follows_the_study(self, shop, paper, saved):
        changed = [structs.replace(one, title=f"又一个{one.number}") for one in tables_of(shop)]
        file, fates = write_into(changed, saved(paper.document))
        assert [Manuscript(file).words(one) for one in changed] == [caption(one) for one in changed]
        assert {(fate.state, fate.kept) for fate in fates} == {("replaced", ())}

    def test_a_caption_written_as_the_study_has_it_follows_the_study_again(self, shop, paper):
        paper.write(shop[0], "　街坊都有谁")
        named = structs.replace(shop[0], title="街坊都有谁")
        once, _ = write_into([named, *shop[1:]], saved_by_word(paper.document, None))
        again, fates = write_into([structs.replace(shop[0], title="谁来喝茶"), *shop[1:]], once)
        assert Manuscript(again).words(shop[0]) == "表1　谁来喝茶"
        assert fate_of(fates, shop[0]).kept == ()

    def test_its_number_is_counted_by_its_field_all_the_same(self, shop, paper):
        first, second, *_ = tables_of(shop)
        paper.write(second, "　我的题目")
        paper.take_out(first)
        file, _ = write_into(shop, saved_by_word(paper.document, None))
        assert Manuscript(file).words(second) == "表1　我的题目"

    def test_one_that_was_taken_out_is_not_written_again_and_told(self, shop, paper, saved):
        paper.take_out(shop[0], "caption")
        file, fates = write_into(shop, saved(paper.document))
        assert not Manuscript(file).has(shop[0])
        assert fate_of(fates, shop[0]).gone == ("caption",)

    def test_written_again_nothing_changes(self, shop, paper, saved):
        paper.write(shop[0], "　街坊都有谁")
        paper.take_out(shop[1])
        once, _ = write_into(shop, saved(paper.document))
        again, fates = write_into(shop, once)
        assert again == once
        assert {fate.state for fate in fates} == {"unchanged", "left out"}


class TestADisplayThatAPersonTookOut:
    def test_it_stays_out_and_is_told(self, shop, paper, saved):
        out = [shop[0], next(one for one in shop if isinstance(one, Figure))]
        for display in out:
            paper.take_out(display)
        file, fates = write_into(shop, saved(paper.document))
        assert [fate.display for fate in fates if fate.state == "left out"] == out
        assert {fate_of(fates, display).why for display in out} == {"taken out"}
        assert [Manuscript(file).has(one) for one in shop] == [one not in out for one in shop]

    def test_one_that_is_asked_for_comes_back_in_its_place(self, shop, paper):
        first, second = shop[:2]
        paper.take_out(first)
        file = saved_by_word(paper.document, None)
        back, (fate,) = write_into([first], file, is_asked=True, every=shop)
        assert (fate.state, fate.beside) == ("new", (second, "before"))
        after = Manuscript(back)
        order = [*after.body.iter(qn("w:p"))]
        assert order.index(after.paragraph(first)) < order.index(after.paragraph(second))
        assert after.words(second).startswith("表2")

    def test_a_new_one_of_the_study_comes_behind_the_one_before_it(self, shop):
        file, fates = write_into(shop, write_all([shop[0], *shop[2:]]))
        assert (fate_of(fates, shop[1]).state, fate_of(fates, shop[1]).beside) == ("new", (shop[0], "after"))
        assert Manuscript(file).has(shop[1])

    def test_one_that_word_emptied_but_for_its_control_is_out(self, shop, paper):
        control = paper.paragraph(shop[0]).getnext()
        paper.take_out(shop[0], "caption")
        content = control.find(qn("w:sdtContent"))
        for block in list(content):
            content.remove(block)
        content.append(docx.Document().add_paragraph("单击此处输入文字。")._element)
        file, fates = write_into(shop, saved_by_word(paper.document, None))
        assert fate_of(fates, shop[0]).state == "left out"
        back, (fate,) = write_into([shop[0]], file, is_asked=True, every=shop)
        assert fate.state == "new"
        assert Manuscript(back).words(shop[0]) == caption(shop[0])

    def test_a_control_that_a_program_left_without_its_content_is_filled_again(self, shop, paper):
        table = tables_of(shop)[0]
        control = paper.paragraph(table).getnext()
        control.remove(control.find(qn("w:sdtContent")))
        file, fates = write_into(shop, saved_by_word(paper.document, None))
        assert fate_of(fates, table).state == "replaced"
        assert Manuscript(file).paragraph(table).getnext().findall(f"{qn('w:sdtContent')}/{qn('w:tbl')}")

    def test_a_copy_of_a_control_is_filled_like_it_and_every_bookmark_stands_once(self, shop, paper):
        control = paper.paragraph(tables_of(shop)[0]).getnext()
        paper.document.element.body.insert(0, deepcopy(control))
        again = Manuscript(write_into(shop, saved_by_word(paper.document, None))[0])
        names = [start.get(qn("w:name")) for start in again.body.iter(qn("w:bookmarkStart"))]
        assert len(names) == len(set(names))
        first = next(again.body.iter(qn("w:sdt")))
        assert len([*first.iter(qn("w:tr"))]) == len([*control.iter(qn("w:tr"))])

    def test_one_that_was_struck_out_with_changes_tracked_is_out(self, shop, paper):
        for run in list(paper.paragraph(shop[0]).iter(qn("w:r"))):
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")
        for row in paper.paragraph(shop[0]).getnext().iter(qn("w:tr")):
            row.get_or_add_trPr().append(row.makeelement(qn("w:del"), {qn("w:id"): "7", qn("w:author"): "我"}))
        _, fates = write_into(shop, saved_by_word(paper.document, None))
        assert fate_of(fates, shop[0]).state == "left out"

    def test_a_note_names_a_table_that_is_out_and_refers_to_one_that_is_there(self, shop, paper):
        noted = with_note(shop)
        paper.take_out(shop[0])
        file, _ = write_into(shop, saved_by_word(paper.document, None))
        assert f"“{shop[0].title}”表" in Manuscript(file).words(noted, "note")
        back, _ = write_into([shop[0]], file, is_asked=True, every=shop)
        both, _ = write_into([noted], back, is_asked=True, every=shop)
        assert "表1" in Manuscript(both).words(noted, "note")


class TestASelection:
    def test_it_alone_is_written_and_the_lists_stay_whole(self, shop, written):
        changed = [structs.replace(one, title=f"题{one.number}") for one in shop]
        file, fates = write_into([changed[1]], written, is_asked=True, every=changed)
        after = Manuscript(file)
        assert [fate.display.key for fate in fates] == [shop[1].key]
        assert after.words(shop[0]) == caption(shop[0])
        expected = [caption(one) for one in tables_of(shop)]
        expected[1] = caption(changed[1])
        assert after.list_of("caption_table") == expected
        assert after.list_of("caption_figure") == Manuscript(written).list_of("caption_figure")

    def test_displays_that_a_person_pasted_into_a_manuscript_do_not_bring_the_others(self, shop, paper):
        manuscript = docx.Document()
        above = paper.paragraph(shop[0])
        for block in (above.getnext(), above):
            manuscript.element.body.insert(0, block)
        file, fates = write_into(shop, saved_by_word(manuscript, None))
        assert [fate.state for fate in fates[:2]] == ["replaced", "left out"]
        assert {fate.why for fate in fates[1:]} == {"never in it"}
        assert write_into(shop, file)[0] == file


def test_a_persons_own_numbered_tables_are_counted_and_listed(shop, paper):
    own = paper.document.add_paragraph("", style="Caption")._element
    source = paper.paragraph(shop[0])
    for run in list(source.iter(qn("w:r")))[1:6]:
        own.append(docx.oxml.parse_xml(docx.oxml.xmlchemy.serialize_for_reading(run)))
    own.append(paper.document.add_paragraph("　我自己的表")._element[-1])
    paper.body.insert(paper.body.index(source), own)
    after = Manuscript(write_into(shop, saved_by_word(paper.document, None))[0])
    assert after.words(shop[0]).startswith("表2　")
    assert after.words(with_note(shop), "note").count("表2") == 1
    noun_of_own = "".join(text.text or "" for text in own.iter(qn("w:t")))
    listed = [
        "".join(text.text or "" for text in one.iter(qn("w:t")))
        for one in after.body.iter(qn("w:p"))
        if one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") is not None
        and one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) == "GioiaList"
    ]
    assert listed[0] == noun_of_own
    assert listed[1] == after.words(shop[0])


def test_a_control_of_a_display_is_found_by_its_tag_after_all_this(shop, written):
    tags = [one.get(qn("w:val")) for one in Manuscript(write_into(shop, written)[0]).body.iter(qn("w:tag"))]
    assert [f"gioia:{tag_of(one)}" for one in shop] == tags[2:]


def test_a_number_in_a_simple_field_is_none_of_the_words_of_a_caption():
    field = '<w:fldSimple w:instr=" SEQ 表 "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
    assert said(parsed(f"<w:p><w:r><w:t>表 </w:t></w:r>{field}<w:r><w:t>：概念</w:t></w:r></w:p>")) == "表 ：概念"
