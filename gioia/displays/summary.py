"""The summary of a study: the totals that a reader checks first, as plain values ready for JSON.

Every count is taken by `gioia.displays.counts`, so that the summary and the tables cannot disagree. The comparison of the
rules with the persons' codings says per concept what the rules found and what they added.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from gioia.codebook.records import concepts, themes
from gioia.codings.coding import Coding
from gioia.codings.comparison import compare
from gioia.displays import counts
from gioia.findings import Finding, by_severity
from gioia.study.record import Study, counted_codings


def summary(study: Study, rules: Iterable[Coding], findings: Iterable[Finding]) -> dict[str, Any]:
    """Return the totals of a study, what the rules did, and how many findings there are, by severity.

    `rules` are the codings of the coder `rules`, from the study or computed for the occasion.
    """
    comparison = compare(study.codebook, counted_codings(study), rules)
    return {
        "study": study.title,
        "totals": {
            "sources": len(study.sources),
            "documents": len(study.documents),
            "stages": len(study.stages),
            "dimensions": len(study.codebook.dimensions),
            "themes": sum(1 for _ in themes(study.codebook)),
            "concepts": sum(1 for _ in concepts(study.codebook)),
            "codings": len(counts.counted(study)),
            "relations": len(study.model.relations),
        },
        "codings_by_stage": counts.codings_by_stage(study),
        "codings_by_source": counts.codings_by_source(study),
        "codings_by_dimension": counts.codings_by_dimension(study),
        "concepts_by_stage": counts.concepts_by_stage(study),
        "themes_by_stage": counts.themes_by_stage(study),
        "rules": {
            "coded": sum(one.coded for one in comparison),
            "found": sum(one.found for one in comparison),
            "added": sum(one.added for one in comparison),
            "by_concept": [msgspec.to_builtins(one) for one in comparison],
        },
        "findings": by_severity(findings),
    }
