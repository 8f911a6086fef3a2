"""What is sealed opens with the deployment's key, for its own purpose, and in no other way."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dti.settings import BadSettings, Settings
from dti_core.store import sealing
from dti_core.store.database import Database
from dti_core.store.sealing import BadKey, NoKey, Sealer, Unsealable

OLD, NEW = b"o" * 32, b"n" * 32


def test_what_was_sealed_opens_again_and_does_not_show() -> None:
    sealed = Sealer([OLD]).seal("mật khẩu".encode(), "account:1")
    assert "mật" not in sealed
    assert sealed.isascii()
    assert Sealer([OLD]).open(sealed, "account:1") == "mật khẩu".encode()


def test_the_same_thing_sealed_twice_looks_different() -> None:
    assert Sealer([OLD]).seal(b"1", "x") != Sealer([OLD]).seal(b"1", "x")


def test_sealed_text_moved_into_another_row_does_not_open() -> None:
    with pytest.raises(Unsealable):
        Sealer([OLD]).open(Sealer([OLD]).seal(b"1", "account:1"), "account:2")


def test_a_new_key_in_front_seals_and_the_old_one_still_opens() -> None:
    before = Sealer([OLD]).seal(b"1", "x")
    after = Sealer([NEW, OLD]).seal(b"2", "x")
    assert Sealer([NEW, OLD]).open(before, "x") == b"1"
    with pytest.raises(Unsealable):
        Sealer([OLD]).open(after, "x")


@pytest.mark.parametrize("damaged", ["", "s1.", "s1.!", "nothing", "s1.AAAA", "s1.é"])
def test_damaged_text_is_refused(damaged: str) -> None:
    with pytest.raises(Unsealable):
        Sealer([OLD]).open(damaged, "x")


def test_one_changed_letter_is_noticed() -> None:
    sealed = Sealer([OLD]).seal(b"points", "x")
    changed = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
    with pytest.raises(Unsealable):
        Sealer([OLD]).open(changed, "x")


def test_every_transaction_carries_the_sealer(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}", Sealer([OLD]))
    with database.write() as conn:
        sealed = sealing.of(conn).seal(b"1", "x")
    with database.read() as conn:
        assert sealing.of(conn).open(sealed, "x") == b"1"
    database.close()


def test_without_a_key_nothing_is_sealed_at_all(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    with database.read() as conn, pytest.raises(NoKey):
        sealing.of(conn)
    database.close()


def test_a_kept_key_is_for_the_owner_alone_and_made_once_by_many_at_once(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: sealing.kept_keys(path), range(16)))
    assert len(found) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["secret.key"]


@pytest.mark.parametrize("text", ["", "short", "é", "A" * 43, "!" * 44])
def test_a_key_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        sealing.parse_keys(text)


def test_the_key_comes_from_the_environment_from_a_file_or_from_the_data_folder(tmp_path: Path) -> None:
    written = sealing.new_key()
    (tmp_path / "key").write_text(written + "\n")
    place = {"DTI_DATA_DIR": str(tmp_path / "data")}
    said = Settings.from_env({**place, "DTI_SECRET_KEY": written}).sealer()
    filed = Settings.from_env({**place, "DTI_SECRET_KEY_FILE": str(tmp_path / "key")}).sealer()
    assert filed.open(said.seal(b"1", "x"), "x") == b"1"
    assert not (tmp_path / "data" / "secret.key").exists()
    kept = Settings.from_env(place).sealer()
    assert Settings.from_env(place).sealer().open(kept.seal(b"1", "x"), "x") == b"1"


@pytest.mark.parametrize("wrong", [{"DTI_SECRET_KEY": "12345"}, {"DTI_SECRET_KEY_FILE": "/nowhere/at/all"}])
def test_a_wrong_key_is_told_at_start_without_repeating_it(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(BadSettings) as told:
        Settings.from_env({"DTI_DATA_DIR": str(tmp_path), **wrong})
    assert "DTI_SECRET_KEY" in str(told.value)
    assert "12345" not in str(told.value)


def test_a_damaged_key_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("damaged")
    with pytest.raises(BadSettings):
        Settings.from_env({"DTI_DATA_DIR": str(tmp_path)}).sealer()
    assert (tmp_path / "secret.key").read_text() == "damaged"
