"""The audit: rules over a study, each a small function with a stable id."""
