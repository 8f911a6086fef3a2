"""A decision's annex as a table in a book: found, read row by row, and drafted as a framework file."""
