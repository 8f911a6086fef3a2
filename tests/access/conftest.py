"""Two campaigns, built once for every try: each is undone at its end."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dti_core.campaign.factor_policy import OPTION, Policy
from dti_core.store.database import Database
from tests.access.house import House, build
from tests.databases import SEALER


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    path = tmp_path_factory.mktemp("house") / "dti.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}", SEALER)
    database.carry(**{OPTION: Policy("off")})
    yield build(database)
    database.close()
