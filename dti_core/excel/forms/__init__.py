"""Workbooks that people fill in: how they are laid out, and how a filled-in one is read."""
