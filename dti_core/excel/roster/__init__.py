"""The roster's workbook: its template, filled or empty, and what a filled-in one says."""
