"""How long sealing and unsealing take: 300 documents and 10,000 codings, beside reading and hashing the same texts.

The study is generated: documents of 3,000 Chinese words with the frequencies of Zipf's law, codings of 5 to 200 characters by
two coders, and a hundred memos that quote them. The other side reads every text from disk as it stands in the study and takes
its SHA-256, which is the least that anybody must do who holds documents against hashes. Sealing writes the copy, with a
seal for the words and the context of each coding and for each run that a memo shares with a text; unsealing reads the documents
as `gioia add` does, and looks at every place of every text for each length that a seal has.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections.abc import Iterator
from itertools import accumulate, count
from pathlib import Path

from benchmarks.ratios import ratio
from gioia.codings.coding import Coding, new_coding
from gioia.codings.store import codings_path, encode_codings
from gioia.edits.sealing import seal
from gioia.edits.unsealing import unseal
from gioia.sources.documents import REGISTER, document_path, encode_register, text_sha256
from gioia.sources.register import Document
from gioia.study.loading import load_study

AIM_SEALING = 500.0
AIM_UNSEALING = 700.0
ROUNDS = 3
DOCUMENTS = 300
CODINGS = 10_000
WORDS = 3_000
CONCEPTS = 60
MEMOS = 100
CODERS = ("甲", "乙")

_STUDY = "study: generated\nlanguage: zh\ncodebook: codebook.yaml\nsources:\n  - source: F1\n"
_TIME = "2024-01-01T00:00:00Z"


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = folder / "study"
        generate(root)
        texts = sorted((root / "sources" / "F1").iterdir())
        copies = (folder / f"copy{number}" for number in count())
        opened = (folder / f"open{number}" for number in count())
        print(f"sealing: {sum(path.stat().st_size for path in texts) / 1e6:.1f} MB in {len(texts)} documents")

        def hashed() -> object:
            return [hashlib.sha256(path.read_bytes()).hexdigest() for path in texts]

        def sealing() -> object:
            return seal(*load_study(root), next(copies))

        def unsealing() -> object:
            return unseal(load_study(folder / "copy0")[0], texts, next(opened), time=_TIME)

        ratio("gioia seal beside reading and hashing", sealing, hashed, rounds=ROUNDS, aim=AIM_SEALING)
        ratio("gioia unseal beside reading and hashing", unsealing, hashed, rounds=ROUNDS, aim=AIM_UNSEALING)


def generate(root: Path) -> None:
    """Write the study."""
    chance = random.Random(7)  # noqa: S311 - the same study every time
    documents = dict(_documents(chance))
    (root / "memos").mkdir(parents=True)
    (root / "study.yaml").write_text(_STUDY, encoding="utf-8")
    lines = "".join(f"  - concept: 概念{number}\n" for number in range(CONCEPTS))
    (root / "codebook.yaml").write_text(f"ungrouped:\n{lines}", encoding="utf-8")
    for name, document in documents.items():
        path = document_path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.text.encode())
    (root / REGISTER).write_bytes(encode_register(documents))
    codings = list(_codings(chance, documents))
    _write(root, codings)
    for number, coding in enumerate(chance.sample(codings, MEMOS)):
        (root / "memos" / f"{number}.md").write_text(f"原话是“{coding.quotation}”。\n", encoding="utf-8")


def _documents(chance: random.Random) -> Iterator[tuple[str, Document]]:
    words = ["".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(length)) for length in (1, 2, 2, 3, 4) * 1600]
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    ends = ["", "", "", "", "", "", "，", "，", "。", "。\n"]
    for number in range(DOCUMENTS):
        said = chance.choices(words, cum_weights=weights, k=WORDS)
        text = "".join(map("".join, zip(said, chance.choices(ends, k=WORDS), strict=True)))
        name = f"F1/{number:03d}.txt"
        yield name, Document(name=name, source="F1", text=text, sha256=text_sha256(text))


def _codings(chance: random.Random, documents: dict[str, Document]) -> Iterator[Coding]:
    for _ in range(CODINGS):
        document = chance.choice(list(documents.values()))
        start = chance.randrange(len(document.text) - 200)
        span = (start, start + chance.randrange(5, 200))
        concept, coder = f"概念{chance.randrange(CONCEPTS)}", chance.choice(CODERS)
        yield new_coding(document.text, document.name, span, concept=concept, coder=coder, time=_TIME)


def _write(root: Path, codings: list[Coding]) -> None:
    by_file: dict[Path, list[Coding]] = {}
    for coding in sorted(codings, key=lambda coding: (coding.start, coding.end)):
        by_file.setdefault(codings_path(root, coding.coder, coding.document), []).append(coding)
    for path, own in by_file.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode_codings(own))


if __name__ == "__main__":
    main()
