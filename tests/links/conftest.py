"""A world on SQLite and on PostgreSQL, and one on SQLite alone where the database makes no difference."""

from tests.campaign.conftest import small_world, world

__all__ = ["small_world", "world"]
