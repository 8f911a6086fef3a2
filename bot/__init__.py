"""Talks to people: channels, intake, conversation, sending."""
