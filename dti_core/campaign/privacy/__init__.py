"""People and their own data: what we know of them, what they may correct, withdraw and have forgotten."""
