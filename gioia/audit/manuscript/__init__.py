"""The manuscript audit: a paper held against the study that it reports, remark by remark."""
