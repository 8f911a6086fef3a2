"""What the staff read in chat."""
