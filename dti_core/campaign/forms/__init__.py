"""Workbooks that people fill in: what they say against what is stored, shown first, then applied whole."""
