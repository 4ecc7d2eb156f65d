"""The only reader and writer of study files.

Files are read as UTF-8 with their line ends untouched, and every value keeps the line that it stands on. Nothing here
knows what a study is: YAML becomes a tree of `Node`, a JSON Lines file becomes records, and a fault becomes a finding.
Every write is atomic: a temporary file beside the target, flushed to the disk, then renamed over it.
"""
