"""The commands with their short help, in the order in which a study uses them.

The full help of a command stands in its own file and begins with the words here; a test holds the two together.
"""

from __future__ import annotations

from msgspec import Struct


class Entry(Struct, frozen=True):
    """A command in the list of commands."""

    panel: str
    english: str
    chinese: str


PANELS = {
    "study": ("The study", "研究"),
    "coding": ("Coding", "编码"),
    "structure": ("The data structure and the history", "数据结构与历史"),
    "reading": ("Looking", "查看"),
    "results": ("Checking and results", "检查与结果"),
}

COMMANDS = {
    "init": Entry("study", "Make a new study.", "新建一个研究。"),
    "add": Entry(
        "study", "Add documents to a source; their text is frozen.", "把文档加入一个来源，文本存入后不再改动。"
    ),
    "update": Entry(
        "study",
        "Give a document its corrected text; every coding is accounted for.",
        "换上一份文档的修订稿，逐条交代每条编码。",
    ),
    "remove": Entry("study", "Take away documents that nobody has coded.", "移除没有人编码过的文档。"),
    "review": Entry("study", "Show or settle the codings that an update touched.", "查看或了结受修订影响的编码。"),
    "sources": Entry("study", "Show the source register and its documents.", "显示来源登记表和文档。"),
    "structure": Entry(
        "study", "Show the data structure: dimensions, themes, concepts.", "显示数据结构：维度、主题、概念。"
    ),
    "model": Entry("study", "Show the process model: stages and relations.", "显示机理模型：阶段与关系。"),
    "code": Entry(
        "coding",
        "Code a study in the browser, or one passage with a concept.",
        "在浏览器里给一个研究编码，或用一个概念给一段话编码。",
    ),
    "uncode": Entry("coding", "Take a coding away.", "撤销一条编码。"),
    "import-table": Entry(
        "coding", "Code the excerpts of a published evidence table.", "导入证据表，逐条找到原文并编码。"
    ),
    "import-codings": Entry(
        "coding",
        "Bring in codings from a Word document or a sheet.",
        "导入 Word 文档或表格里的编码。",
    ),
    "apply": Entry(
        "coding",
        "Apply the indicators of the codebook as the coder rules.",
        "按编码本的指标自动编码，记在 rules 名下。",
    ),
    "merge": Entry("coding", "Bring in the codings of another copy of the study.", "并入同一研究另一份副本里的编码。"),
    "disagreements": Entry(
        "coding",
        "List where persons who coded the same passage gave it other concepts.",
        "列出几位编码者对同一段话给出不同概念的地方。",
    ),
    "concept": Entry(
        "structure",
        "Add, rename, merge, split, define or remove a concept.",
        "增加、改名、合并、拆分、定义或删除概念。",
    ),
    "group": Entry("structure", "Put concepts under a theme.", "把概念归入主题。"),
    "ungroup": Entry("structure", "Take concepts out of their themes.", "把概念移出主题，变为未归组。"),
    "theme": Entry(
        "structure", "Add, rename, merge, move, define or remove a theme.", "增加、改名、合并、移动、定义或删除主题。"
    ),
    "dimension": Entry(
        "structure", "Add, rename, define or remove an aggregate dimension.", "增加、改名、定义或删除聚合维度。"
    ),
    "memo": Entry(
        "structure",
        "Write a note on a concept, theme, dimension, stage, source, document or coding.",
        "给概念、主题、维度、阶段、来源、文档或某条编码写备忘录。",
    ),
    "undo": Entry("structure", "Take back an edit.", "撤销一次改动。"),
    "redo": Entry("structure", "Do again what you undid last.", "恢复自己最近一次撤销的改动。"),
    "history": Entry(
        "structure",
        "Tell how the codebook grew: what was created, renamed, merged, split, regrouped; when, by whom, why.",
        "编码本怎样形成：何时、何人、因何新建、改名、合并、拆分、重新归组。",
    ),
    "find": Entry("reading", "Find words in the documents, in their context.", "在文档里查找词语并显示上下文。"),
    "words": Entry("reading", "Count the words of the documents.", "统计文档的词语。"),
    "trace": Entry(
        "reading",
        "Trace a name to its passages, or a passage to what it carries.",
        "从名称追到原文，或从原文追到名称。",
    ),
    "translate": Entry(
        "results",
        "Prepare the translation of the excerpts that are shown.",
        "准备典型证据的译文文件，等人填写。",
    ),
    "check": Entry("results", "Check the study and list findings.", "检查研究，列出审核发现。"),
    "audit": Entry("results", "Compare a paper with its study.", "把论文和它的研究对照。"),
    "forms": Entry(
        "results",
        "Fill forms of reporting from the study: COREQ, SRQR, JARS-Qual, transparency.",
        "用研究填写报告规范表：COREQ、SRQR、JARS-Qual、透明度标准。",
    ),
    "export": Entry("results", "Write tables and figures in the formats that you name.", "按指定格式导出表和图。"),
    "report": Entry(
        "results",
        "Write the study as one HTML file that a reviewer opens offline.",
        "把研究写成一个 HTML 文件，供审稿人离线打开。",
    ),
    "seal": Entry(
        "results",
        "Copy a study without the words that it rests on, to publish the analysis.",
        "复制一份不含原文字句的研究，用来公开分析过程。",
    ),
    "unseal": Entry(
        "results",
        "Find the words of a sealed study again in documents that you have.",
        "用手头的文档找回封存研究的原文字句。",
    ),
    "run": Entry(
        "results", "Run everything: read, check, export all, sum up.", "一次做完：读取、检查、导出全部、汇总。"
    ),
}
