"""A campaign with evidence to save, and empty places of both kinds to put it back."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import insert

from dti_core.campaign import evidence, files
from dti_core.store import tables as t
from dti_core.store.backup import cipher
from dti_core.store.database import Database
from tests.campaign.world import NOW, World

KEY = "key-of-this-house"
KINDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@dataclass
class House:
    """A database with its data folder."""

    db: Database
    data_dir: Path


@pytest.fixture
def full(sqlite_db: Database, tmp_path: Path) -> House:
    """A full house on SQLite."""
    return fill(sqlite_db, tmp_path)


@pytest.fixture
def full_on_either(db: Database, tmp_path: Path) -> House:
    """A full house on SQLite or PostgreSQL."""
    return fill(db, tmp_path)


def fill(db: Database, tmp_path: Path) -> House:
    """Answers, scores, evidence, an update, a message; a number that was given and taken back."""
    data_dir = tmp_path / "full"
    data_dir.mkdir(mode=0o700)
    world = World(db).begin()
    an = world.unit("noi-vu")
    for key, value in {"info:1": "60", "1.2:a": "57", "1.1:a": "true"}.items():
        world.tell(an, key, value)
    keep(world, data_dir, b"%PDF-1.4\nmot\n%%EOF\n")
    keep(world, data_dir, b"%PDF-1.4\n" + bytes(range(256)) * 9000 + b"\n%%EOF\n")
    world.drain()
    update = {
        "channel": "telegram",
        "bot": "b",
        "conversation_key": "k",
        "payload": '{"ữ": 1}',
        "received_at": NOW,
    }
    with db.write() as conn:
        for number in range(5):
            conn.execute(insert(t.inbox), {**update, "update_id": str(number)})
        conn.execute(t.inbox.delete().where(t.inbox.c.update_id == "4"))
    (data_dir / "secret.key").write_text(KEY)
    return House(db, data_dir)


def keep(world: World, data_dir: Path, content: bytes) -> None:
    """File a piece of evidence as the bot does: bytes first, then the row."""
    stored = files.store(data_dir, [content], "quyết định.pdf")
    assert isinstance(stored, files.StoredFile)
    speaker = world.speakers["noi-vu"]
    with world.db.write() as conn:
        assert isinstance(evidence.add_file(conn, speaker, "1.1", stored, evidence.NOTHING, world.now), int)


@pytest.fixture
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], House]]:
    """Empty places; of kind `postgres` only in tests marked so."""
    made: list[House] = []

    def make(kind: str = "sqlite") -> House:
        data_dir = tmp_path / f"place{len(made)}"
        data_dir.mkdir(mode=0o700)
        if kind == "sqlite":
            url = f"sqlite:///{data_dir / 'dti.sqlite'}"
        else:
            url = request.getfixturevalue("postgres_server").create("template0")
        made.append(House(Database(url), data_dir))
        return made[-1]

    yield make
    for house in made:
        house.db.close()
        shutil.rmtree(house.data_dir)


@pytest.fixture(scope="session")
def keys() -> tuple[str, str]:
    """Secret and public."""
    return cipher.new_key()
