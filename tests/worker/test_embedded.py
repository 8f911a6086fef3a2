import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError
from redis.retry import Retry

from tests.worker.waiting import is_alive, wait_until
from worker import embedded
from worker.embedded import DirectoryInUseError, EmbeddedValkey, ServerFailedError, prepare
from worker.processes import end

AT_ONCE = Retry(NoBackoff(), 0)

OWNER = """
import sys, time
from pathlib import Path
from worker.embedded import prepare
server = prepare(Path(sys.argv[1]))
print(server.start().pid, flush=True)
time.sleep(60)
"""


def test_it_answers_only_with_the_password(valkey: EmbeddedValkey) -> None:
    with Redis.from_url(valkey.url) as friend, Redis(port=valkey.port, retry=AT_ONCE) as stranger:
        assert friend.ping()
        with pytest.raises(AuthenticationError):
            stranger.ping()


def test_it_never_evicts_and_never_writes_to_disk(redis: Redis) -> None:
    assert redis.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert redis.config_get("save") == {"save": ""}
    assert redis.config_get("appendonly") == {"appendonly": "no"}


def test_the_password_is_readable_by_its_owner_only(valkey: EmbeddedValkey) -> None:
    for name in ("valkey.conf", "valkey.password"):
        assert (valkey.folder / name).stat().st_mode & 0o077 == 0, name


def test_a_second_owner_of_the_same_folder_is_refused(own_valkey: EmbeddedValkey) -> None:
    with pytest.raises(DirectoryInUseError) as refusal:
        prepare(own_valkey.folder)
    assert refusal.value.folder == own_valkey.folder


def test_started_again_it_has_the_same_address_and_remembers_nothing(own_valkey: EmbeddedValkey) -> None:
    with Redis.from_url(own_valkey.url) as client:
        with own_valkey.running():
            client.set("key", "value")
        with own_valkey.running():
            assert client.get("key") is None


def test_a_folder_with_spaces_quotes_and_vietnamese_letters_is_fine(tmp_path: Path) -> None:
    server = prepare(tmp_path / "thư mục 'của' \"tôi\"")
    with server.running(), Redis.from_url(server.url) as client:
        assert client.ping()
    server.release()


def test_a_server_that_an_owner_left_behind_is_ended_by_the_next(tmp_path: Path) -> None:
    first = prepare(tmp_path)
    left = subprocess.Popen(first.argv, stdout=subprocess.DEVNULL, start_new_session=True)
    wait_until((tmp_path / "valkey.pid").exists, "the server writes its pid")
    first.release()
    second = prepare(tmp_path)
    assert left.wait(10) == -signal.SIGKILL
    assert second.password == first.password
    second.release()


def test_a_pid_that_belongs_to_another_program_by_now_is_left_alone(tmp_path: Path) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    (tmp_path / "valkey.pid").write_text(str(stranger.pid))
    prepare(tmp_path).release()
    assert stranger.poll() is None
    assert not (tmp_path / "valkey.pid").exists()
    end(stranger)


@pytest.mark.parametrize("damage", ["", "nonsense yes\n", "bind 127.0.0.1\n"])
def test_settings_that_were_damaged_are_written_anew_before_every_start(
    own_valkey: EmbeddedValkey, damage: str
) -> None:
    (own_valkey.folder / "valkey.conf").write_text(damage)
    with own_valkey.running(), Redis.from_url(own_valkey.url) as connection:
        assert connection.ping()


def test_a_server_that_cannot_start_says_why(
    own_valkey: EmbeddedValkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "CONFIG", "nonsense yes\n")
    with pytest.raises(ServerFailedError, match="nonsense"):
        own_valkey.start()


@pytest.mark.faults
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_killing_the_owner_ends_the_server_and_frees_the_folder(tmp_path: Path) -> None:
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(tmp_path)], stdout=subprocess.PIPE)
    assert owner.stdout is not None
    pid = int(owner.stdout.readline())
    os.kill(owner.pid, signal.SIGKILL)
    owner.wait()
    owner.stdout.close()
    wait_until(lambda: not is_alive(pid), "the server dies with its owner")
    prepare(tmp_path).release()
