"""What must not be known by whom: nothing of people or secrets in logs."""
