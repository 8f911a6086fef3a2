"""What an export is made of, read in one snapshot: the occasion, its units with their points, the details."""
