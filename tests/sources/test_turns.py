"""Transcripts as meeting software and people write them, and what turns are found in each.

A case shows the text and, per turn, the speaker, the time and how the words begin.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.sources.register import Document, Transcript
from gioia.sources.segments import segments, shown_speakers, turns_by_speaker
from gioia.sources.turns import labels, passed_over

NONE = Transcript()
Turn = tuple[str, str, str]


def turns(text: str, transcript: Transcript = NONE) -> list[Turn]:
    document = Document(name="F1/a.txt", source="F1", sha256="", text=text, transcript=transcript)
    found = segments(document)
    return [(one.speaker, one.time, text[one.said : one.end]) for one in found if one.speaker or one.time]


SOFTWARE = {
    "腾讯会议": (
        "张三(00:12:08): 我们开始吧。\n李四(00:12:15): 好的。\n",
        [("张三", "00:12:08", "我们开始吧。"), ("李四", "00:12:15", "好的。")],
    ),
    "腾讯会议, words below": (
        "张三（00:12:08）：\n我们开始吧。\n\n李四（00:12:15）：\n好的。\n",
        [("张三", "00:12:08", "我们开始吧。"), ("李四", "00:12:15", "好的。")],
    ),
    "飞书妙记": (
        "2024年5月6日 下午 3:10|32分钟 4秒\n\n关键词:\n酸奶、配方\n\n文字记录:\n说话人 1 00:12\n先说配方。\n\n说话人 2 01:02:03\n行。\n",
        [("说话人 1", "00:12", "先说配方。"), ("说话人 2", "01:02:03", "行。")],
    ),
    "讯飞听见": (
        "说话人1  00:00:05\n请坐。\n发言人2  00:00:09\n谢谢。",
        [("说话人1", "00:00:05", "请坐。"), ("发言人2", "00:00:09", "谢谢。")],
    ),
    "Otter": (
        "Jane Doe  0:00  \nWe met at 14:30.\n\nBo O'Neil  1:00:12  \nYes.\n\nJane Doe  1:01:02  \nOk.\n",
        [("Jane Doe", "0:00", "We met at 14:30."), ("Bo O'Neil", "1:00:12", "Yes."), ("Jane Doe", "1:01:02", "Ok.")],
    ),
    "Teams, name and words in one paragraph with a line break": (
        "Wang Fang   0:03\nHello.\n\nLi, Bo   0:12\nHi.\n\nWang Fang   0:15\nRight.\n",
        [("Wang Fang", "0:03", "Hello."), ("Li, Bo", "0:12", "Hi."), ("Wang Fang", "0:15", "Right.")],
    ),
    "Teams, older": (
        "0:0:0.0 --> 0:0:1.500\nWang Fang\nHello.\n\n0:0:2.0 --> 0:0:3.500\nBo Li\nHi there.\n",
        [("Wang Fang", "0:0:0.0", "Hello."), ("Bo Li", "0:0:2.0", "Hi there.")],
    ),
    "Zoom captions": (
        "[Wang Fang] 16:00:01\nHello.\n\n[Bo Li] 16:00:09\nHi.\n",
        [("Wang Fang", "16:00:01", "Hello."), ("Bo Li", "16:00:09", "Hi.")],
    ),
    "Zoom chat": (
        "16:01:22 From 张三 to Everyone: 大家好\n16:01:30 From Bo Li to Everyone: hi\n",
        [("张三", "16:01:22", "大家好"), ("Bo Li", "16:01:30", "hi")],
    ),
    "subtitles as gioia freezes them": (
        "张三 (00:00:01): 大家好\nBo Li (00:00:09): Hi.\n",
        [("张三", "00:00:01", "大家好"), ("Bo Li", "00:00:09", "Hi.")],
    ),
    "subtitles without names": (
        "(00:00:01) 大家好\n(00:00:03) 我们开始\n",
        [("", "00:00:01", "大家好"), ("", "00:00:03", "我们开始")],
    ),
    "chat with dates": (
        "张三 2023/11/2 14:59:01\n在吗\n\n李四 2023/11/2 15:00:00\n在\n",
        [("张三", "2023/11/2 14:59:01", "在吗"), ("李四", "2023/11/2 15:00:00", "在")],
    ),
    "Google Meet, a time now and then on a line of its own": (
        "Attendees\nLena Fuchs, Omar Said\n\n00:00:00\n\nLena Fuchs: Hello.\nOmar Said: Hi.\n\n00:05:00\n\nLena Fuchs: Next.\n",
        [("Lena Fuchs", "00:00:00", "Hello."), ("Omar Said", "", "Hi."), ("Lena Fuchs", "00:05:00", "Next.")],
    ),
    "Fireflies, the name above the time": (
        "Lena Fuchs\n00:00\nHello.\n\nOmar Said\n00:08\nHi.\n",
        [("Lena Fuchs", "00:00", "Hello."), ("Omar Said", "00:08", "Hi.")],
    ),
    "Descript, the time behind the colon": (
        "Ada: [00:00:05] Hello.\nBo: [00:00:09] Hi.\nAda: [00:00:12] Next.\n",
        [("Ada", "00:00:05", "Hello."), ("Bo", "00:00:09", "Hi."), ("Ada", "00:00:12", "Next.")],
    ),
    "Webex": (
        '"Lena Fuchs" (1234567) 00:00:03\nHello.\n\n"Omar Said" (2345678) 00:00:08\nHi.\n',
        [("Lena Fuchs", "00:00:03", "Hello."), ("Omar Said", "00:00:08", "Hi.")],
    ),
    "Whisper with speakers": (
        "[00:00:00.000 --> 00:00:02.000] [SPEAKER_00] Hello.\n[00:00:02.000 --> 00:00:04.000] [SPEAKER_01] Hi.\n",
        [("SPEAKER_00", "00:00:00.000", "Hello."), ("SPEAKER_01", "00:00:02.000", "Hi.")],
    ),
    "WhatsApp": (
        "[06/05/2024, 14:03:22] Carla: Hello\n[06/05/2024, 14:04:00] Bo Li: Hi\n[06/05/2024, 14:05:00] Carla: Next\n",
        [
            ("Carla", "06/05/2024, 14:03:22", "Hello"),
            ("Bo Li", "06/05/2024, 14:04:00", "Hi"),
            ("Carla", "06/05/2024, 14:05:00", "Next"),
        ],
    ),
    "a table with tabs": (
        "00:12\t访谈者\t先说村子。\n00:20\t受访者\t四百多户。\n",
        [("访谈者", "00:12", "先说村子。"), ("受访者", "00:20", "四百多户。")],
    ),
    "nicknames that come back": (
        "用户5821 00:12\n你好\n客服小美 00:15\n在的\n用户5821 00:20\n嗯\n",
        [("用户5821", "00:12", "你好"), ("客服小美", "00:15", "在的"), ("用户5821", "00:20", "嗯")],
    ),
}

BY_HAND = {
    "roles": (
        "访谈时间：2020年3月\n\n访谈者：何时开始的？\n受访者A：2014年。\n那时没钱。\n首先：找人。\n访谈者：后来呢？\n受访者A：有人投了。\n",
        [
            ("访谈者", "", "何时开始的？"),
            ("受访者A", "", "2014年。\n那时没钱。\n首先：找人。"),
            ("访谈者", "", "后来呢？"),
            ("受访者A", "", "有人投了。"),
        ],
    ),
    "I and R": ("I: When?\nR: In May.\nWe had one aim: milk.\n", [("I", "", "When?"), ("R", "", "In May.\nWe had one aim: milk.")]),
    "Q and A, numbered": ("Q1：何时？\nA1：五月。\nQ2：为何？\nA2：缺钱。\n", [("Q", "", "何时？"), ("A", "", "五月。"), ("Q", "", "为何？"), ("A", "", "缺钱。")]),
    "问 and 答": ("问：何时？\n\n答：五月。\n", [("问", "", "何时？"), ("答", "", "五月。")]),
    "one answer alone": ("受访者A：只有一行。\n", [("受访者A", "", "只有一行。")]),
    "names that come back": ("张三：开始。\n李四：好。\n张三：第一点。\n", [("张三", "", "开始。"), ("李四", "", "好。"), ("张三", "", "第一点。")]),
    "names with roles": (
        "王芳（产品经理）：我来讲。\n李明（设计师）：好。\n王芳（产品经理）：先看图。\n",
        [("王芳（产品经理）", "", "我来讲。"), ("李明（设计师）", "", "好。"), ("王芳（产品经理）", "", "先看图。")],
    ),
    "titles": ("主持人：请。\n小王：好。\n刘总：行。\n", [("主持人", "", "请。"), ("小王", "", "好。"), ("刘总", "", "行。")]),
    "English names": (
        "Interviewer: Hi.\nDr. Smith: Hello. Note: I was late.\nJOHN LEE: Me too.\n",
        [("Interviewer", "", "Hi."), ("Dr. Smith", "", "Hello. Note: I was late."), ("JOHN LEE", "", "Me too.")],
    ),
    "letters": ("A：好喝。\nB：太酸。\nA：加糖。\n", [("A", "", "好喝。"), ("B", "", "太酸。"), ("A", "", "加糖。")]),
    "brackets": ("【张三】开始。\n【李四】好。\n【张三】先试。\n", [("张三", "", "开始。"), ("李四", "", "好。"), ("张三", "", "先试。")]),
    "tabs": ("张三\t开始。\n李四\t好。\n张三\t先试。\n", [("张三", "", "开始。"), ("李四", "", "好。"), ("张三", "", "先试。")]),
    "Markdown": ("**访谈者：** 您好\n\n**受访者**：你好\n", [("访谈者", "", "您好"), ("受访者", "", "你好")]),
    "a role on a line of its own": ("访谈者\n您好\n受访者\n你好\n", [("访谈者", "", "您好"), ("受访者", "", "你好")]),
    "time first": ("[00:12:08] 张三：请讲\n[00:12:20] 李四：好\n", [("张三", "00:12:08", "请讲"), ("李四", "00:12:20", "好")]),
    "minutes in words": ("受访者 12分08秒\n挺好。\n访谈者 13分09秒\n嗯。\n", [("受访者", "12分08秒", "挺好。"), ("访谈者", "13分09秒", "嗯。")]),
    "ages and posts in brackets": (
        "主持人：请。\n被访者01（女，45岁）：我先来。\nP2 (F, 33): Me too.\n",
        [("主持人", "", "请。"), ("被访者01（女，45岁）", "", "我先来。"), ("P2 (F, 33)", "", "Me too.")],
    ),
    "a header with the same labels": (
        "Interview 7\nDate: 14 May\nInterviewer: Nora Lind\nInterviewee: P7\n\nInterviewer: Hello.\nInterviewee: Hi.\n",
        [("Interviewer", "", "Hello."), ("Interviewee", "", "Hi.")],
    ),
    "a focus group in which people speak once": (
        "Moderator: Who begins?\nAnn: Me.\nBilal: Then me.\nChiara: I agree.\nModerator: Thanks.\n",
        [("Moderator", "", "Who begins?"), ("Ann", "", "Me."), ("Bilal", "", "Then me."), ("Chiara", "", "I agree."), ("Moderator", "", "Thanks.")],
    ),
    "people by what they are": (
        "访谈者：累吗？\n受访者：还行。\n合伙人：我说一句。\n员工乙：我也累。\n老钱：都累。\n",
        [("访谈者", "", "累吗？"), ("受访者", "", "还行。"), ("合伙人", "", "我说一句。"), ("员工乙", "", "我也累。"), ("老钱", "", "都累。")],
    ),
    "speech that is told": (
        "问：后来呢？\n答：我就去找他。\n我说：“便宜点。”\n他说：“不行。”\n我说：“那算了。”\n问：然后？\n",
        [("问", "", "后来呢？"), ("答", "", "我就去找他。\n我说：“便宜点。”\n他说：“不行。”\n我说：“那算了。”"), ("问", "", "然后？")],
    ),
    "letters with a dot": ("Q. When?\nA. In May.\nQ. Why?\n", [("Q", "", "When?"), ("A", "", "In May."), ("Q", "", "Why?")]),
    "a dash": (
        "Interviewer - Is it the pay?\nFarmer - No.\nInterviewer - What then?\nFarmer - The rain.\n",
        [("Interviewer", "", "Is it the pay?"), ("Farmer", "", "No."), ("Interviewer", "", "What then?"), ("Farmer", "", "The rain.")],
    ),
    "numbered lines": ("01 I: When?\n02 R: In May.\n", [("I", "", "When?"), ("R", "", "In May.")]),
    "headings": ("### Speaker 1 (00:03)\nHello.\n### Speaker 2 (00:09)\nHi.\n", [("Speaker 1", "00:03", "Hello."), ("Speaker 2", "00:09", "Hi.")]),
    "two at once": ("访谈者1：早。\n受访者：早。\n访谈者1、访谈者2：（笑）\n", [("访谈者1", "", "早。"), ("受访者", "", "早。"), ("访谈者1、访谈者2", "", "（笑）")]),
    "traditional characters": (
        "訪談者：好嗎？\n受訪者A：好。\n訪談者：謝謝。\n",
        [("訪談者", "", "好嗎？"), ("受訪者A", "", "好。"), ("訪談者", "", "謝謝。")],
    ),
    "first words with a colon": (
        "Interviewer: Ok?\nAnna: My rule was:\nFirst: never borrow.\nYes: nobody.\nInterviewer: Hm.\nAnna: So.\n",
        [("Interviewer", "", "Ok?"), ("Anna", "", "My rule was:\nFirst: never borrow.\nYes: nobody."), ("Interviewer", "", "Hm."), ("Anna", "", "So.")],
    ),
    "one name written in two ways": ("说话人 1：早。\n说话人1：好。\n", [("说话人 1", "", "早。"), ("说话人 1", "", "好。")]),
    "a table of names below": (
        "访谈者：好？\n受访者：好。\n\n姓名\t角色\n张三\t店主\n李四\t顾客\n",
        [("访谈者", "", "好？"), ("受访者", "", "好。\n\n姓名\t角色\n张三\t店主\n李四\t顾客")],
    ),
    "some turns with a time": (
        "访谈者(00:01): 好喝吗？\n受访者：好喝。\n访谈者(00:09): 为什么？\n",
        [("访谈者", "00:01", "好喝吗？"), ("受访者", "", "好喝。"), ("访谈者", "00:09", "为什么？")],
    ),
}  # fmt: skip

NO_TRANSCRIPTS = {
    "an article": "要做三件事：找人、找钱、找奶源。\n首先：找人。\n方法：多试。\n注：不构成建议。\n来源：官网\n",
    "a form": "姓名：张三\n年龄：23\n日期：五月\n\n姓名：李四\n年龄：25\n日期：六月\n",
    "field notes": "14:30 到达工厂\n14:50 与厂长谈话\n到店 15:30\n人很多，很吵。\n离店 16:20\n人少了。\n",
    "tables and notes": "Note: a\nTable: b\nNote: c\nTable: d\n",
    "web addresses": "http://a.example\nhttps://b.example\nhttp://c.example\n",
    "times of day": "上午9：30开会。\n下午3：15散会。\n上午9：30又开会。\n",
    "an agenda": "09:30 Opening: the dean\n10:00 Break\n10:15 Workshops: rooms 1 to 3\n11:00 Close\n",
    "chapters": "00:00 Intro\n02:10 North Gate\n05:40 Outro\n",
    "a day": "Monday 10:00\nCome early.\nBring boots.\n",
    "a plan": "目标：减少返工。\n措施：每周检查。\n目标：留住员工。\n措施：提高补贴。\n",
    "options": "A: milk\nB: yoghurt\nC: cheese\nD: butter\n",
    "cards": "Name: Ida Moss\nRole: driver\n\nName: Karl Venn\nRole: packer\n",
    "two fields": "Problem: a\nSolution: b\nProblem: c\nSolution: d\n",
    "numbered remarks": "Observation 1: it rained.\nObservation 2: it rained.\nObservation 3: it rained.\n",
    "references": "Smith, J.: Milk.\nJones, K.: Tea.\nLee, B.: Ice.\n",
    "a column of codes": "R01\nR02\nR03\nR04\n",
    "records": "Taste: good\nSmell: fair\nColour: white\n\nTaste: poor\nSmell: good\nColour: grey\n",
    "a table": "Region\t2021\t2022\nNorth\t120\t130\nSouth\t90\t95\n",
    "nothing": "",
}


class TestForms:
    @pytest.mark.parametrize(("text", "expected"), SOFTWARE.values(), ids=SOFTWARE)
    def test_what_meeting_software_writes(self, text: str, expected: list[Turn]) -> None:
        assert turns(text) == expected

    @pytest.mark.parametrize(("text", "expected"), BY_HAND.values(), ids=BY_HAND)
    def test_what_people_write(self, text: str, expected: list[Turn]) -> None:
        assert turns(text) == expected

    @pytest.mark.parametrize("text", NO_TRANSCRIPTS.values(), ids=NO_TRANSCRIPTS)
    def test_a_text_that_is_no_transcript_has_no_turns(self, text: str) -> None:
        assert turns(text) == []

    def test_a_heading_ends_a_turn(self) -> None:
        assert turns("问：好吗？\n答：好。\n# 第二部分\n另记一句。\n问：还有呢？\n") == [
            ("问", "", "好吗？"),
            ("答", "", "好。"),
            ("问", "", "还有呢？"),
        ]


class TestWhatTheStudySays:
    @pytest.mark.parametrize(
        ("text", "turn", "expected"),
        [
            ("张三 - 说：早\n李四 - 说：好\n", "{speaker} - 说：", [("张三", "", "早"), ("李四", "", "好")]),
            ("#1 张三 3:05\n早\n#1 李四 3:09\n好\n", "#1 {speaker} {time}\n", [("张三", "3:05", "早"), ("李四", "3:09", "好")]),
            ("张三（3:05）：早\n", "{speaker}({time}):", [("张三", "3:05", "早")]),
            ("3:05 张三\n早\n", "{time} {speaker}", [("张三", "3:05", "早")]),
            ("张三 早\n李四 好\n", "{speaker} {text}", [("张三", "", "早"), ("李四", "", "好")]),
            ("张三\t早\n李四\t好\n", "{speaker}\t{text}", [("张三", "", "早"), ("李四", "", "好")]),
            ("张三： 早\n李四：好\n", "{speaker}： ", [("张三", "", "早"), ("李四", "", "好")]),
            ("首先：早\n其次：好\n", "{speaker}：{text}", [("首先", "", "早"), ("其次", "", "好")]),
            ("问：早\n答：好\n", "none", []),
        ],
    )  # fmt: skip
    def test_a_pattern_says_how_a_turn_begins(self, text: str, turn: str, expected: list[Turn]) -> None:
        assert turns(text, Transcript(turn=turn)) == expected

    def test_speakers_that_are_named_are_the_only_ones(self) -> None:
        text = "首先：找人\n李 四：好\n方法：试\n王芳\n行\n"
        assert turns(text, Transcript(speakers=("李四", "王芳"))) == [("李 四", "", "好\n方法：试"), ("王芳", "", "行")]
        assert turns(text, Transcript(turn="{speaker}：", speakers=("方法",))) == [("方法", "", "试\n王芳\n行")]

    def test_a_field_that_stands_twice_counts_once(self) -> None:
        assert turns("张三：早\n", Transcript(turn="{speaker}{speaker}：")) == [("张三", "", "早")]


class TestDoubts:
    def test_names_that_stand_once_before_a_colon_are_told(self) -> None:
        text = "问：好吗？\n答：好。\n方法：试\n来源：官网\n一个特别长的开头：不是人\nDetail: try\n"
        assert passed_over(text, labels(text, NONE)) == ["方法", "Detail"]
        assert passed_over("方法：试\n", []) == []

    def test_a_note_of_markdown_is_no_name(self) -> None:
        text = "I: when?\nR: on Wednesday.[^1]\nI: who?\nR: whoever is in.\n\n[^1]: Since May.\n"
        assert passed_over(text, labels(text, NONE)) == []

    def test_who_speaks_how_often_is_counted_in_order(self) -> None:
        document = Document(name="F1/a.txt", source="F1", sha256="", text="问：一\n答：二\n问：三\n")
        assert turns_by_speaker(document) == {"问": 2, "答": 1}
        assert shown_speakers({"问": 2, "答": 1, "": 4}) == "问 2 · 答 1"
        assert (
            shown_speakers({str(number): number for number in range(1, 9)})
            == "8 8 · 7 7 · 6 6 · 5 5 · 4 4 · 3 3 … 8 in all"
        )


WORDS = st.sampled_from(
    ["问", "答：", "张三", "：", ":", " ", "\n", "\n\n", "00:12", "(1:02:03)", "[", "】", "\t", "# ", "-->", "**", "好。", "Li Bo", "😀", "\u3000"]
)  # fmt: skip


class TestEveryText:
    def test_a_line_of_many_blanks_is_read_at_once(self) -> None:
        assert turns("问：早\n" + " " * 1_000_000 + "\n答：好\n") == [("问", "", "早"), ("答", "", "好")]

    @given(st.lists(WORDS, max_size=40).map("".join))
    @settings(max_examples=500)
    def test_segments_hold_every_character_but_white_space_once_and_in_order(self, text: str) -> None:
        found = segments(Document(name="F1/a.txt", source="F1", sha256="", text=text))
        assert all(one.start <= one.said <= one.end for one in found)
        assert all(before.end <= after.start for before, after in pairwise(found))
        covered = {at for one in found for at in range(one.start, one.end)}
        assert all(text[at].isspace() for at in set(range(len(text))) - covered)

    @given(
        st.lists(WORDS, max_size=40).map("".join),
        st.sampled_from(["{speaker}：", "{time} {speaker}\n", "{speaker} {time}", "x"]),
    )
    @settings(max_examples=200)
    def test_a_pattern_gives_labels_in_order_that_lie_in_the_text(self, text: str, turn: str) -> None:
        found = labels(text, Transcript(turn=turn))
        assert all(0 <= one.start <= one.said <= len(text) for one in found)
        assert all(before.start < after.start for before, after in pairwise(found))
