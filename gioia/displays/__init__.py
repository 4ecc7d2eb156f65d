"""Displays: what a paper shows of a study, computed as frames and scenes. No file format is known here."""
