"""A page's modules as one script."""

from __future__ import annotations

import base64
import hashlib

import pytest

from gioia.report.inlining import allowed, script_of


def test_a_module_comes_after_those_that_it_imports_and_has_its_names_for_itself():
    script = script_of(
        {
            "main.js": 'import { one } from "./part-a.js";\nconst own = one();\n',
            "part-a.js": "const own = 1;\nexport function one() { return own; }\n",
            "other.js": "never();\n",
        },
        "main.js",
    )
    assert script.index("const $part_a = (() =>") < script.index("const { one } = $part_a;")
    assert "return { one };" in script
    assert "export " not in script
    assert "never" not in script


def test_names_over_several_lines_are_imported_too():
    script = script_of(
        {"main.js": 'import {\n  a,\n  b,\n} from "./p.js";\n', "p.js": "export const a = 1;\nexport class b {}\n"},
        "main.js",
    )
    assert "const {\n  a,\n  b,\n} = $p;" in script
    assert "return { a, b };" in script


def test_modules_that_import_one_another_are_an_error():
    modules = {
        "a.js": 'import { b } from "./b.js";\nexport const a = 1;\n',
        "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n',
    }
    with pytest.raises(ValueError, match=r"a\.js > b\.js > a\.js"):
        script_of(modules, "a.js")


@pytest.mark.parametrize(
    "source",
    ['import * as all from "./b.js";\n', "export default 1;\n", "const x = '</script>';\n", "const x = '<!--';\n"],
)
def test_what_cannot_stand_in_a_page_is_an_error(source):
    with pytest.raises(ValueError, match="cannot stand in a page"):
        script_of({"a.js": source}, "a.js")


def test_a_policy_names_the_hash_of_what_it_allows():
    digest = base64.b64encode(hashlib.sha256(b"x()").digest()).decode()
    assert allowed("x()") == f"'sha256-{digest}'"
