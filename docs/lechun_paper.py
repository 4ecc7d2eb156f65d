"""Make `corpora/lechun-paper`: the paper's own analysis, its words sealed.

    python docs/lechun_paper.py PAPER.txt EVIDENCE.csv

PAPER.txt is the text of the paper, EVIDENCE.csv its evidence tables, one excerpt a row (`gioia import-table` reads it). The
study is that of `corpora/lechun`, with the paper in the place of the documents; codebook and schemas are those of the
repository. The salt is the one that the sealed study has already, so that the same input makes the same files.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from gioia.audit.rules import check
from gioia.edits.documents import add_documents
from gioia.edits.evidence_table import import_table, read_rows
from gioia.edits.new_study import copy_case
from gioia.edits.plan import carry_out
from gioia.edits.sealing import seal
from gioia.plaintext.yaml_edit import remove_item, set_value
from gioia.study.loading import load_study

SEALED = CHECKOUT / "corpora" / "lechun-paper"
TIME = "2026-02-01T00:00:00Z"
"""When the study was made, whenever this is run."""
ABOUT = (
    "本研究是张敬伟、田小圆、何周丽已发表的单案例分析本身，对象是酸奶企业乐纯：编码逐条取自论文表2至表4，引文是论文的原句。"
    "随 gioia 发布的是封存的副本，只留长度和哈希；手头有这篇论文的人用 gioia unseal lechun-paper --documents 论文文件 还原。"
)
DISCLOSURE = "公开的是编码和封存的引文，不含论文原文和原始资料；有论文的人可以凭哈希还原引文。"
_LEFT = ("schemas", ".gitattributes", ".gitignore", "codebook.yaml")


def made(paper: Path, evidence: Path, folder: Path) -> Path:
    """Return the study of the paper with its own words, made in `folder`."""
    root = folder / "lechun-paper"
    copy_case(root, "lechun")
    for name in ("sources", "codings"):
        shutil.rmtree(root / name)
    text = shutil.copyfile(paper, folder / "paper.txt")
    carry_out(root, lambda study: add_documents(study, [text], "Q3", time=TIME))
    carry_out(root, lambda study: import_table(study, read_rows(evidence), "paper", time=TIME))
    head = root / "study.yaml"
    text = set_value(head.read_text(encoding="utf-8"), [], "about", ABOUT)
    text = set_value(text, ["statements"], "disclosure", DISCLOSURE)
    for idle in (one for one in check(*load_study(root)) if one.rule == "WA1"):
        # What is waived of the restated documents, and is not so of the paper itself.
        waived = next(one for one in load_study(root)[0].waivers if one.place == idle.place)
        text = remove_item(text, ["waivers", ("rule", waived.rule)])
    head.write_bytes(text.encode())
    return root


def sealed(root: Path, target: Path, salt: str) -> None:
    """Write the sealed copy of the study as the repository has it: with the repository's codebook and schemas."""
    study, findings = load_study(root)
    seal(study, findings, target, salt=salt)
    for name in _LEFT:
        path = target / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in target.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("$schema=schemas/", "$schema=../../gioia/schemas/")
        text = text.replace("codebook: codebook.yaml", "codebook: ../../codebooks/lechun.yaml")
        path.write_bytes(text.encode())


def main(paper: str, evidence: str) -> None:
    """Make the study anew."""
    known = load_study(SEALED)[0].sealed if SEALED.is_dir() else ""
    with tempfile.TemporaryDirectory() as folder:
        root = made(Path(paper), Path(evidence), Path(folder))
        sealed(root, Path(folder) / "sealed", known)
        shutil.rmtree(SEALED, ignore_errors=True)
        shutil.copytree(Path(folder) / "sealed", SEALED)


if __name__ == "__main__":
    main(*sys.argv[1:])
