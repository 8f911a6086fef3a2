"""Paper: pages to print and sign (PDF), with a typeface that knows every Vietnamese letter."""
