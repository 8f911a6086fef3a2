"""A backup that cannot be trusted is refused before anything is written, and says why."""

import io
import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dti_core.store.backup import make as making
from dti_core.store.backup.archive import Writer
from dti_core.store.backup.make import make
from dti_core.store.backup.problems import BackupProblem
from dti_core.store.backup.restore import check, restore
from dti_core.store.database import Database
from dti_core.store.migrations import HEAD
from dti_core.store.schema import migrate
from tests.backup.comparing import files, rows
from tests.backup.conftest import House, fill
from tests.databases import hasty

NewPlace = Callable[[str], House]


@pytest.fixture(scope="module")
def full(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A full house that nobody here changes."""
    folder = tmp_path_factory.mktemp("full")
    shutil.copy(sqlite_template, folder / "dti.db")
    db = hasty(Database(f"sqlite:///{folder / 'dti.db'}"))
    yield fill(db, folder)
    db.close()


@pytest.fixture(scope="module")
def originals(full: House, keys: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("originals")
    make(full.db, full.data_dir, folder / "plain.dti")
    make(full.db, full.data_dir, folder / "closed.dti", keys[1])
    return folder


@pytest.fixture
def saved(originals: Path, tmp_path: Path) -> dict[str, Path]:
    """The same backup, plain and encrypted, to be damaged."""
    kinds = ("plain", "closed")
    return {kind: Path(shutil.copy(originals / f"{kind}.dti", tmp_path)) for kind in kinds}


def refused(path: Path, place: House, key: str | None = None) -> BackupProblem:
    """Why it is refused; nothing may have been written."""
    with pytest.raises(BackupProblem) as caught:
        restore(path, place.db, place.data_dir, key)
    assert files(place.data_dir) == {} and not (place.data_dir / "secret.key").exists()
    return caught.value


def test_a_wrong_a_missing_a_public_and_a_misspelt_key_are_told_apart(
    saved: dict[str, Path], new_place: NewPlace, keys: tuple[str, str]
) -> None:
    from dti_core.store.backup import cipher

    place = new_place("sqlite")
    assert refused(saved["closed"], place).code == "key_needed"
    assert refused(saved["closed"], place, keys[1]).code == "key_public_only"
    assert refused(saved["closed"], place, cipher.new_key()[0]).code == "key_wrong"
    assert (
        refused(saved["closed"], place, keys[0][:-1] + ("P" if keys[0][-1] == "Q" else "Q")).code
        == "key_unusable"
    )


@pytest.mark.parametrize("kind", ["plain", "closed"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.95, 0.9999])
def test_a_backup_that_was_cut_is_refused(
    saved: dict[str, Path], new_place: NewPlace, keys: tuple[str, str], kind: str, share: float
) -> None:
    whole = saved[kind].read_bytes()
    end = len(whole.rstrip(b"\0")) if kind == "plain" else len(whole)  # zeros at the end carry nothing
    saved[kind].write_bytes(whole[: int(end * share)])
    assert refused(saved[kind], new_place("sqlite"), keys[0]).code in ("truncated", "damaged", "not_a_backup")


@pytest.mark.parametrize("kind", ["plain", "closed"])
def test_a_backup_that_was_changed_anywhere_is_refused(
    saved: dict[str, Path], new_place: NewPlace, keys: tuple[str, str], kind: str
) -> None:
    whole = saved[kind].read_bytes()
    end = len(whole.rstrip(b"\0")) if kind == "plain" else len(whole)
    place = new_place("sqlite")
    for share in (0.01, 0.2, 0.4, 0.6, 0.8, 0.97, 0.999):
        at = int(end * share)
        while whole[at] == 0:  # between the members of a tar lie zeros that mean nothing
            at += 1
        changed = bytearray(whole)
        changed[at] ^= 0xFF
        saved[kind].write_bytes(changed)
        assert refused(saved[kind], place, keys[0]).code in ("damaged", "truncated", "not_a_backup")


def test_what_is_no_backup_is_said_so(tmp_path: Path, new_place: NewPlace) -> None:
    other = tmp_path / "other"
    place = new_place("sqlite")
    for content in (b"", b"hello" * 1000, bytes(5000), tar_of({"a": b"1"})):
        other.write_bytes(content)
        assert refused(other, place).code == "not_a_backup"


def tar_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return out.getvalue()


def forged(path: Path, members: dict[str, bytes], **head: object) -> Path:
    """A backup whose checksums are right and whose content is not what we make."""
    with path.open("wb") as out, Writer(out) as writer:
        usual = {
            "format": 1,
            "schema": HEAD,
            "made_at": "x",
            "tables": {"unit": {"id": "int"}},
            "counters": {},
        }
        writer.add("head.json", json.dumps({**usual, **head}).encode())
        for name, content in members.items():
            writer.add(name, content)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "files/../../etc/passwd",
        "files/evidence/aa/../../../x",
        "files//etc/passwd",
        "files/evidence/ab/" + "c" * 64,
    ],
)
def test_a_name_in_a_backup_never_leads_out_of_the_folder(
    tmp_path: Path, new_place: NewPlace, name: str
) -> None:
    place = new_place("sqlite")
    before = {p for p in tmp_path.rglob("*") if p.is_file() and place.data_dir not in p.parents}
    found = refused(forged(tmp_path / "forged", {name: b"x"}), place)
    assert (found.code, found.detail) == ("damaged", name)
    now = {p for p in tmp_path.rglob("*") if p.is_file() and place.data_dir not in p.parents}
    assert now - before == {tmp_path / "forged"}


def test_a_backup_of_a_later_program_is_refused(tmp_path: Path, new_place: NewPlace) -> None:
    place = new_place("sqlite")
    assert refused(forged(tmp_path / "a", {}, schema="9999"), place).code == "newer"
    assert refused(forged(tmp_path / "b", {}, format=2), place).code == "newer"
    assert refused(forged(tmp_path / "c", {}, tables={"unit": {"id": "vector"}}), place).code == "newer"


def test_rows_for_a_table_that_was_not_announced_are_refused(tmp_path: Path, new_place: NewPlace) -> None:
    found = refused(forged(tmp_path / "a", {"rows/person/000000.jsonl.gz": b"x"}), new_place("sqlite"))
    assert found.code == "damaged"


def test_a_place_that_is_not_empty_is_refused_and_left_alone(
    saved: dict[str, Path], full: House, new_place: NewPlace
) -> None:
    before = rows(full.db)
    with pytest.raises(BackupProblem, match="place_not_empty"):
        restore(saved["plain"], full.db, full.data_dir)
    assert rows(full.db) == before
    place = new_place("sqlite")
    (place.data_dir / "evidence" / "aa").mkdir(parents=True)
    (place.data_dir / "evidence" / "aa" / "x").touch()
    with pytest.raises(BackupProblem, match="place_not_empty"):
        restore(saved["plain"], place.db, place.data_dir)


def test_tables_without_rows_are_an_empty_place(
    saved: dict[str, Path], full: House, new_place: NewPlace
) -> None:
    place = new_place("sqlite")
    migrate(place.db)
    restore(saved["plain"], place.db, place.data_dir)
    assert rows(place.db) == rows(full.db)


def test_an_existing_file_is_never_written_over(full: House, tmp_path: Path) -> None:
    (tmp_path / "saved.dti").write_text("precious")
    with pytest.raises(BackupProblem, match="target_exists"):
        make(full.db, full.data_dir, tmp_path / "saved.dti")
    assert (tmp_path / "saved.dti").read_text() == "precious"


def test_a_backup_that_fails_half_way_leaves_nothing_behind(
    full: House, tmp_path: Path, keys: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_write_files", fail)
    for key in (None, keys[1]):
        with pytest.raises(OSError, match="No space"):
            make(full.db, full.data_dir, tmp_path / "saved.dti", key)
    assert not list(tmp_path.glob("saved*"))


def test_an_empty_database_has_nothing_to_save(empty_db: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupProblem, match="no_tables"):
        make(empty_db, tmp_path, tmp_path / "saved.dti")


def test_checking_reads_everything_and_writes_nothing(saved: dict[str, Path], keys: tuple[str, str]) -> None:
    assert check(saved["plain"]).rows == check(saved["closed"], keys[0]).rows > 0


def test_a_backup_that_ends_without_its_list_is_refused(tmp_path: Path, new_place: NewPlace) -> None:
    head = {"format": 1, "schema": HEAD, "made_at": "x", "tables": {"unit": {"id": "int"}}, "counters": {}}
    (tmp_path / "cut").write_bytes(tar_of({"head.json": json.dumps(head).encode()}))
    assert refused(tmp_path / "cut", new_place("sqlite")).code == "truncated"
