"""Applies stored updates: one transaction each, in order per conversation."""
