"""Interchange: a study's codings in the files of other programs, and back: bytes ↔ values and what was lost.

Readers know nothing of a study: they return what a file says, and `gioia.edits` decides what that means.
"""
