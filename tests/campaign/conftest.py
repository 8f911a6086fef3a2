"""A world on SQLite and on PostgreSQL, and one on SQLite alone where the database makes no difference."""

import pytest

from dti_core.store.database import Database
from tests.campaign.world import World


@pytest.fixture
def world(db: Database) -> World:
    return World(db).begin()


@pytest.fixture
def small_world(sqlite_db: Database) -> World:
    return World(sqlite_db).begin()
