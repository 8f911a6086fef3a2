"""The pages that open once: where access accounts are entered and shown, and nothing else."""
