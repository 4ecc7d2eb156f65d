"""The report: a study as one HTML file that a reviewer opens offline, from any claim to its passage and back.

What stands in it are values of the study and the displays that are computed from it; the page in `page/` shows them and computes
nothing but counts under a filter. The file asks nothing of any network, and holds every document's text: it is for those who
may read these.
"""
