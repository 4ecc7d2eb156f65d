"""The process model: stages in time, constructs, and the relations between them."""
