"""Links as evidence: which are to be looked at, what was found, who is told."""
