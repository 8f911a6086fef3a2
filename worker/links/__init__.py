"""Looks at the addresses that people give as evidence, without becoming a door into our own network."""
