"""How long a large study takes to load: a million codings read and verified, beside msgspec decoding the same lines alone.

The study is generated: 100 documents of Chinese text with 10,000 codings each. The other side reads the same files and
decodes their lines into the same records, and does nothing else. Memory is what one coding of the loaded study takes.
"""

from __future__ import annotations

import gc
import random
import tempfile
from pathlib import Path

import msgspec

from benchmarks.ratios import ratio
from gioia.codings.coding import Coding, new_coding
from gioia.codings.store import codings_path, encode_codings
from gioia.sources.documents import REGISTER, document_path, encode_register, text_sha256
from gioia.sources.register import Document
from gioia.study.loading import load_study

AIM = 3.0
ROUNDS = 3
DOCUMENTS = 100
CODINGS = 10_000
CONCEPTS = 30

_STUDY = "study: generated\nlanguage: zh\ncodebook: codebook.yaml\nsources:\n  - source: F1\nstages:\n  - stage: one\n"


def main() -> None:
    """Print the ratio and the memory of a coding."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root)
        ratio("load 1,000,000 codings", lambda: _load(root), lambda: _decode(root), rounds=ROUNDS, aim=AIM)
        print(f"memory of a loaded coding: {_memory(root):.0f} bytes")


def generate(root: Path) -> None:
    """Write the study."""
    chance = random.Random(1)  # noqa: S311 - the same study every time
    concepts = [f"概念{number}" for number in range(CONCEPTS)]
    lines = "".join(f"  - concept: {concept}\n" for concept in concepts)
    (root / "study.yaml").write_text(_STUDY, encoding="utf-8")
    (root / "codebook.yaml").write_text(f"ungrouped:\n{lines}", encoding="utf-8")
    documents = {}
    for number in range(DOCUMENTS):
        name = f"F1/{number:03d}.txt"
        text = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(20 * CODINGS))
        documents[name] = Document(name=name, source="F1", text=text, sha256=text_sha256(text))
        path = document_path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        _write_codings(root, name, text, concepts, chance)
    (root / REGISTER).write_bytes(encode_register(documents))


def _write_codings(root: Path, name: str, text: str, concepts: list[str], chance: random.Random) -> None:
    path = codings_path(root, "coder", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    starts = (20 * index for index in range(CODINGS))
    path.write_bytes(
        encode_codings(
            new_coding(
                text,
                name,
                (start, start + chance.randrange(5, 40)),
                concept=chance.choice(concepts),
                coder="coder",
                time="2026-01-01T00:00:00Z",
                stage="one",
            )
            for start in starts
            if start + 40 < len(text)
        )
    )


def _load(root: Path) -> int:
    study, findings = load_study(root)
    if findings:
        raise SystemExit(f"the generated study has findings: {findings[0]}")
    return len(study.codings)


def _decode(root: Path) -> int:
    """Decode and keep all records, as the study keeps them; what is thrown away file by file costs no memory."""
    decoder = msgspec.json.Decoder(Coding)
    records: list[Coding] = []
    for path in sorted(root.glob("codings/**/*.jsonl")):
        records += decoder.decode_lines(path.read_bytes())
    return len(records)


def _memory(root: Path) -> float:
    """Return the growth of the process by loading, a coding; the texts are counted in."""
    gc.collect()
    try:
        before = _resident()
    except (OSError, ImportError):
        return float("nan")
    study, _ = load_study(root)
    return (_resident() - before) / len(study.codings)


def _resident() -> int:
    """Return the bytes that the process holds now; Linux tells it."""
    import resource

    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    main()
