"""Books (.xlsx) that people hand in or take away; nothing in a file is trusted before it has been weighed."""
