"""Forms of reporting, filled from a study: COREQ, SRQR, JARS-Qual and the twelve criteria of transparency.

Each form is a YAML file of this package: its items with the authors' numbers and our words for them, and what answers each.
What the files of a study show is told by facts, functions of the study (`facts`); what only the researcher can say stands in
`statements:` of study.yaml. An item is filled, not applicable for a reason that the researcher gives, or missing, and then it
says what would answer it. No form has a score.
"""
