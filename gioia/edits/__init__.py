"""Edits: every change to a study, planned as file changes, shown as a diff, then applied.

A planner is a function that takes a study and returns a `Plan`; nothing but `carry_out` writes.
"""
