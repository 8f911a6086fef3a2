"""A campaign whose first criterion takes an access account as proof, on both databases, with a key."""

from collections.abc import Iterator

import pytest

from dti_core.campaign.factor_policy import OPTION, Policy
from dti_core.store.database import Database
from dti_core.store.sealing import Sealer
from tests.campaign.world import SMALL, World
from tests.databases import hasty

KEY = bytes(range(32))
TEXT = SMALL.replace("kinds: [link, document]", "kinds: [link, credential, document]")


@pytest.fixture
def world(db: Database) -> Iterator[World]:
    sealed = hasty(Database(db.url, Sealer([KEY])))
    sealed.carry(**{OPTION: Policy("off")})
    yield World(sealed, TEXT).begin()
    sealed.close()


@pytest.fixture
def small_world(sqlite_db: Database) -> Iterator[World]:
    sealed = hasty(Database(sqlite_db.url, Sealer([KEY])))
    sealed.carry(**{OPTION: Policy("off")})
    yield World(sealed, TEXT).begin()
    sealed.close()
