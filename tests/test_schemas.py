"""The published schemas: they hold for every file of every study here, and say what the program's records say."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
import yaml

from gioia.codings.coding import Coding
from gioia.edits.new_study import new_study
from gioia.plaintext.lines import encode_lines
from gioia.plaintext.writing import write_atomic
from gioia.sources.register import DocumentLine
from gioia.study.record import Review, Verdict

CHECKOUT = Path(__file__).resolve().parents[1]
NAMES = ("study", "codebook", "model", "coding", "document", "review", "verdict", "excerpts", "translation", "names")
HEAD = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def schema(name):
    return json.loads(resources.files("gioia").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8"))


def validate(path: Path) -> int:
    """Hold a study file against its schema; return how many values were held."""
    if path.suffix == ".yaml":
        name = {"codebooks": "codebook", "translations": "translation"}.get(path.parent.name, path.stem)
        values = [yaml.safe_load(path.read_text(encoding="utf-8"))]
    else:
        by_name = {"documents.jsonl": "document", "review.jsonl": "review"}
        name = "verdict" if path.parent.name == "suggestions" else by_name.get(path.name, "coding")
        values = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    validator = jsonschema.Draft202012Validator(schema(name))
    for value in values:
        validator.validate(value)
    return len(values)


def study_files() -> list[Path]:
    found = [*CHECKOUT.glob("codebooks/*.yaml"), *CHECKOUT.glob("gioia/templates/*/*/*.yaml")]
    for study in [*CHECKOUT.glob("corpora/*/study.yaml"), *CHECKOUT.glob("tests/studies/*/study.yaml")]:
        found += [*study.parent.rglob("*.yaml"), *study.parent.rglob("*.jsonl")]
    return sorted(found)


def test_there_are_files_to_hold():
    names = {path.relative_to(CHECKOUT).parts[0] for path in study_files()}
    assert names == {"codebooks", "corpora", "gioia", "tests"}


@pytest.mark.parametrize("path", study_files(), ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_every_file_of_every_study_holds(path):
    assert validate(path)


@pytest.mark.parametrize(
    "path", [p for p in study_files() if p.suffix == ".yaml"], ids=lambda p: "/".join(p.parts[-3:])
)
def test_every_yaml_file_names_its_schema_in_its_first_line(path):
    """A template's schema lies in the study that is made from it, which `test_a_new_study_holds` looks at."""
    head = HEAD.fullmatch(path.read_text(encoding="utf-8").partition("\n")[0])
    assert head
    if "templates" not in path.parts:
        assert (path.parent / head[1]).resolve().is_relative_to(CHECKOUT / "gioia" / "schemas")
        assert (path.parent / head[1]).is_file()


@pytest.mark.parametrize("empty", [True, False])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_study_holds(tmp_path, language, empty):
    new_study(tmp_path / "new", language=language, time="2026-02-01T00:00:00Z", empty=empty)
    root = tmp_path / "new"
    for path in [*root.glob("*.yaml"), *root.rglob("*.jsonl")]:
        assert validate(path)
        if path.suffix == ".yaml":
            head = HEAD.fullmatch(path.read_text(encoding="utf-8").partition("\n")[0])
            assert (root / head[1]).is_file()


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_every_schema_is_tested_here():
    shipped = {path.name for path in (CHECKOUT / "gioia" / "schemas").glob("*.json")}
    assert shipped == {f"{name}.schema.json" for name in NAMES}


@pytest.mark.parametrize(
    ("name", "record"), [("coding", Coding), ("document", DocumentLine), ("review", Review), ("verdict", Verdict)]
)
def test_a_record_has_the_fields_of_its_schema(name, record):
    published = schema(name)
    import msgspec

    fields = {field.name: field for field in msgspec.structs.fields(record)}
    assert list(published["properties"]) == list(fields), "and in the same order"
    assert set(published["required"]) == {field.name for field in fields.values() if field.required}
    assert published["additionalProperties"] is False


def test_a_line_of_the_review_list_holds(clean):
    coding = clean.load().codings[0]
    write_atomic(clean.root / "review.jsonl", encode_lines([Review("lost", coding, "", "2026-01-01T00:00:00Z")]))
    assert validate(clean.root / "review.jsonl") == 1
    assert schema("review")["properties"]["was"]["properties"] == schema("coding")["properties"]


def test_a_line_of_the_verdicts_holds(clean):
    coding = clean.load().codings[0]
    line = Verdict("accepted", coding, "甲", "2026-01-01T00:00:00Z", "c9")
    write_atomic(clean.root / "suggestions" / "甲.jsonl", encode_lines([line]))
    assert validate(clean.root / "suggestions" / "甲.jsonl") == 1
    assert schema("verdict")["properties"]["suggestion"]["properties"] == schema("coding")["properties"]


def test_a_role_is_one_of_those_of_the_schema():
    from typing import get_args

    from gioia.codings.coding import Role

    assert list(get_args(Role)) == schema("coding")["properties"]["role"]["enum"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("study", {"study": "x", "codebook": "y", "langauge": "zh"}),
        ("study", {"study": "x"}),
        ("study", {"study": "x", "codebook": "y", "stages": [{"stage": "a", "start": "2021-13"}]}),
        ("codebook", {"dimensions": [{"themes": []}]}),
        ("codebook", {"ungrouped": [{"concept": ""}]}),
        ("model", {"relations": [{"relation": "R1", "from": "a", "to": "b"}]}),
        ("coding", {"id": "c1"}),
        ("excerpts", {"excerpts": [{"coding": "c1"}]}),
        ("translation", {"excerpts": [{"coding": "c1", "translation": "no original"}]}),
        ("document", {"name": "a", "source": "F1", "sha256": "0", "text": "all"}),
        ("document", {"name": "a", "source": "F1", "sha256": "0", "doubts": [{"message": "x"}]}),
    ],
)
def test_a_schema_refuses_what_is_wrong(name, value):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema(name)).validate(value)


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
@pytest.mark.parametrize("name", ["study", "model"])
def test_what_the_readme_shows_of_a_study_is_as_the_schema_says(page, name):
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    (block,) = re.findall(rf"```yaml\n#.*{name}\.yaml\n(.*?)```", text, re.DOTALL)
    shown = yaml.safe_load(block)
    assert shown
    whole = schema(name)
    for key, value in shown.items():
        jsonschema.Draft202012Validator(whole | {"required": []}).validate({key: value})
