"""Backups that work on both databases: rows as portable text, files as they are, all of it checksummed."""
