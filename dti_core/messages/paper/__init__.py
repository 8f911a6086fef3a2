"""What stands on paper that people print and sign."""
