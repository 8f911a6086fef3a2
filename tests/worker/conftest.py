"""A real Valkey for the worker's tests, and signal handlers put back after each."""

import signal
from collections.abc import Iterator

import pytest
from redis import Redis

from worker.embedded import EmbeddedValkey, prepare


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedValkey]:
    server = prepare(tmp_path_factory.mktemp("valkey"))
    with server.running():
        yield server
    server.release()


@pytest.fixture
def own_valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedValkey]:
    """Not started: for tests that start and kill it."""
    server = prepare(tmp_path_factory.mktemp("own-valkey"))
    yield server
    server.release()


@pytest.fixture
def redis(valkey: EmbeddedValkey) -> Iterator[Redis]:
    with Redis.from_url(valkey.url) as connection:
        connection.flushall()
        yield connection


@pytest.fixture(autouse=True)
def same_signal_handlers_afterwards() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)
