"""A study: the record of all that its folder holds, and `load_study`, which reads it."""

from __future__ import annotations

from gioia.study.loading import load_study
from gioia.study.record import Coder, Study, Waiver, cited_source, counted_codings, evidence

__all__ = ["Coder", "Study", "Waiver", "cited_source", "counted_codings", "evidence", "load_study"]
