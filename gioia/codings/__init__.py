"""Codings: who said what means what, anchored to the exact characters of a document."""
