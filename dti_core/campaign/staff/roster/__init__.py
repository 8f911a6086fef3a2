"""The roster: who is assessed, who answers for them, who of the staff does what; imported from a workbook."""
