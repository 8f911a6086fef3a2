"""Two campaigns, built once for every try: each is undone at its end."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dti_core.campaign.factor_policy import OPTION, Policy
from dti_core.store.database import Database
from tests.access.callers import Street, gather
from tests.access.house import House, build
from tests.databases import SEALER, hasty


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    database = _opened(sqlite_template, tmp_path_factory.mktemp("house"))
    yield build(database)
    database.close()


@pytest.fixture(scope="module")
def street(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    database = _opened(sqlite_template, tmp_path_factory.mktemp("street"))
    yield gather(database)
    database.close()


def _opened(template: Path, folder: Path) -> Database:
    path = folder / "dti.db"
    shutil.copy(template, path)
    database = hasty(Database(f"sqlite:///{path}", SEALER))
    database.carry(**{OPTION: Policy("off")})
    return database
