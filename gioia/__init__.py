"""gioia: from tagged source documents to a published Gioia analysis, every box and arrow traceable to a passage.

For a notebook: `study, findings = gioia.load_study("corpora/lechun")` gives a record and what is wrong with its files;
`gioia.check(study, findings)` adds the rules about the analysis; `gioia.displays.frames` gives pandas frames with
documented columns; `gioia.data_structure(study)` and `gioia.process_model(study)` give networkx graphs. Everything is
loaded when it is first used, so that `import gioia` costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, which takes longer to load than all that is here
if TYPE_CHECKING:
    from typing import Any

    from gioia import displays as displays
    from gioia.audit.rules import check as check
    from gioia.displays.graphs import data_structure as data_structure
    from gioia.displays.graphs import process_model as process_model
    from gioia.displays.trace import trace as trace
    from gioia.errors import GioiaError as GioiaError
    from gioia.findings import Finding as Finding
    from gioia.study.finding_studies import find_study as find_study
    from gioia.study.loading import load_study as load_study
    from gioia.study.record import Study as Study

__version__ = "0.1.0"

_HOMES = {
    "Finding": "gioia.findings",
    "GioiaError": "gioia.errors",
    "Study": "gioia.study.record",
    "check": "gioia.audit.rules",
    "data_structure": "gioia.displays.graphs",
    "find_study": "gioia.study.finding_studies",
    "load_study": "gioia.study.loading",
    "process_model": "gioia.displays.graphs",
    "trace": "gioia.displays.trace",
}

__all__ = ["__version__", "displays", *sorted(_HOMES)]  # noqa: PLE0604 - the names are strings


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    import importlib

    if name == "displays":
        importlib.import_module("gioia.displays.frames")
        return importlib.import_module("gioia.displays")
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'gioia' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
