"""A world on both databases, and one on SQLite alone."""

from tests.campaign.conftest import small_world, world

__all__ = ["small_world", "world"]
