"""The page asks in its language, and is answered in it: findings over the text and in their list, and refusals."""

from __future__ import annotations

import json

from page_server import Server


def test_the_server_answers_in_the_language_of_the_request(empty):
    server = Server(empty)
    try:
        for language, told in (("zh", "没有文档“G1/x”"), ("en", "no document is called 'G1/x'")):
            status, _, body = server.ask("GET", "/api/document?name=G1/x", Accept_Language=language)
            assert status == 400
            assert json.loads(body)["message"] == told
    finally:
        server.end()


def test_findings_change_with_the_language_of_the_page(empty, sit):
    (empty / "codebook.yaml").write_text("dimensions: []\nungrouped: [借助邻里]\n", encoding="utf-8")
    (empty / "study.yaml").write_text(
        (empty / "study.yaml").read_text(encoding="utf-8") + "languag: zh\n", encoding="utf-8"
    )
    one = sit(empty, language="zh")
    one.page.locator(".tabs button", has_text="审核").click()
    one.page.wait_for_selector(".finding:has-text('不认识的键“languag”')")
    one.page.locator("[data-key=language]").click()
    one.page.wait_for_selector(".finding:has-text(\"the key 'languag' is not known\")")
