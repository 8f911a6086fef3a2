"""The self-assessment form as a workbook."""
