"""The words that displays print, in Chinese and English.

One word for one thing: the words are those of the field, and the same in every display. `label` looks a word up by its
English key, in the language of the study.
"""

from __future__ import annotations

_CHINESE = {
    "First-order concept": "一阶概念",
    "Second-order theme": "二阶主题",
    "Aggregate dimension": "聚合维度",
    "Evidence": "典型证据",
    "Source": "数据来源",
    "Code": "编码",
    "Name": "名称",
    "Kind": "类别",
    "Extent": "数量",
    "Documents": "文档数",
    "Codings": "编码数",
    "Category": "资料类型",
    "Stage": "阶段",
    "Definition": "定义",
    "Include when": "纳入规则",
    "Exclude when": "排除规则",
    "Indicators": "指标",
    "Total": "合计",
    "Ungrouped": "未归组",
    "No stage": "未分阶段",
    "Single category": "单一来源",
    "No case": "未归案例",
    "Case": "案例",
    "Cases": "案例数",
    "Shared passages": "共同编码",
    "Subtotal": "小计",
    "Share": "占比",
    "Sources": "来源数",
    "Quotation": "引文",
    "Translation": "译文",
    "Chinese translation": "中文译文",
    "English translation": "英文译文",
    "Place": "出处",
    "Time": "时间",
    "with": "须有",
    "without": "不得有",
    "whole word": "整词",
    "counter": "反例",
    "First-order concepts": "一阶概念",
    "Second-order themes": "二阶主题",
    "Aggregate dimensions": "聚合维度",
    "interaction, from the side that leads": "互动（箭头由引导方指出）",
    "interaction, neither side leads": "互动（双方均不引导）",
    "Mode": "模式",
    "Date": "时间",
    "Event": "事件",
    "Timeline": "时间线",
    "dated by the year only": "时间只到年",
    "dated by the month only": "时间只到月",
    "dated by the year or month only": "时间只到年或月",
    "Role": "角色",
}


def label(key: str, language: str) -> str:
    """Return the word for `key` in `language` (zh or en). An unknown key is an error of the program: KeyError."""
    return _CHINESE[key] if language == "zh" else key
