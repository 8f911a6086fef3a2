"""What was saved comes back: every row, file and counter, on either database, while people answer."""

import stat
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from dti_core.store import tables as t
from dti_core.store.backup import cipher
from dti_core.store.backup.make import Made, make
from dti_core.store.backup.restore import check, restore
from dti_core.store.database import Database
from dti_core.store.schema import check_schema
from tests.backup.comparing import files, rows
from tests.backup.conftest import KEY, KINDS, House, keep
from tests.campaign.world import NOW, World

NewPlace = Callable[[str], House]


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_and_file_comes_back_on_either_database(
    full_on_either: House, new_place: NewPlace, tmp_path: Path, kind: str
) -> None:
    place, target = new_place(kind), tmp_path / "saved.dti"
    made = make(full_on_either.db, full_on_either.data_dir, target)
    content = restore(target, place.db, place.data_dir)
    assert rows(place.db) == rows(full_on_either.db)
    assert files(place.data_dir) == files(full_on_either.data_dir) and made.files == 2
    assert made.rows == content.rows == sum(len(found) for found in rows(full_on_either.db).values())
    check_schema(place.db)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert {
        stat.S_IMODE(p.stat().st_mode) for p in (place.data_dir / "evidence").rglob("*") if p.is_file()
    } == {0o600}


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_that_were_given_once_are_never_given_again(
    full_on_either: House, new_place: NewPlace, tmp_path: Path, kind: str
) -> None:
    place = new_place(kind)
    make(full_on_either.db, full_on_either.data_dir, tmp_path / "saved.dti")
    restore(tmp_path / "saved.dti", place.db, place.data_dir)
    row = {"channel": "telegram", "bot": "b", "update_id": "9", "conversation_key": "k", "payload": "{}",
           "received_at": NOW}  # fmt: skip
    with full_on_either.db.read() as conn:
        last = conn.execute(select(func.max(t.inbox.c.id))).scalar_one()
    with place.db.write() as conn:
        given = conn.execute(insert(t.inbox).returning(t.inbox.c.id), row).scalar_one()
        person = conn.execute(insert(t.person).returning(t.person.c.id), {"name": "B", "created_at": NOW})
        assert person.scalar_one() > 1
    assert given == last + 2  # one above the row that was taken back


def test_an_encrypted_backup_carries_the_key_of_sealed_secrets_and_a_plain_one_does_not(
    full: House, new_place: NewPlace, tmp_path: Path, keys: tuple[str, str]
) -> None:
    secret, public = keys
    plain = make(full.db, full.data_dir, tmp_path / "plain.dti")
    assert plain.key_left_out and KEY.encode() not in (tmp_path / "plain.dti").read_bytes()
    made = make(full.db, full.data_dir, tmp_path / "closed.dti", public)
    assert made.encrypted and not made.key_left_out and cipher.is_encrypted(tmp_path / "closed.dti")
    assert b"noi-vu" not in (tmp_path / "closed.dti").read_bytes()
    place = new_place("sqlite")
    restore(tmp_path / "closed.dti", place.db, place.data_dir, secret)
    assert rows(place.db) == rows(full.db) and files(place.data_dir) == files(full.data_dir)
    assert (place.data_dir / "secret.key").read_text() == KEY


def test_what_is_saved_while_people_answer_is_one_moment(
    db: Database, new_place: NewPlace, tmp_path: Path
) -> None:
    data_dir = tmp_path / "busy"
    data_dir.mkdir()
    world = World(db).begin()
    an = world.unit("noi-vu")
    world.tell(an, "info:1", "90")
    stopped = threading.Event()

    def answer() -> None:
        number = 0
        while not stopped.is_set():
            number += 1
            world.tell(an, "1.2:a", str(1 + number % 80))
            keep(world, data_dir, b"%PDF-1.4\n" + str(number).encode() * 1000 + b"\n%%EOF\n")

    writer = threading.Thread(target=answer)
    writer.start()
    try:
        contents = [save(db, data_dir, tmp_path / f"{number}.dti") for number in range(2)]
    finally:
        stopped.set()
        writer.join()
    assert contents[-1].files > contents[0].files
    for number in range(2):
        place = new_place("sqlite")
        restore(tmp_path / f"{number}.dti", place.db, place.data_dir)
        assert_consistent(place)


def save(db: Database, data_dir: Path, target: Path) -> Made:
    made = make(db, data_dir, target)
    assert not made.missing and not made.changed
    return made


def assert_consistent(place: House) -> None:
    """Every answer's last revision is there, every piece of evidence has its bytes."""
    with place.db.read() as conn:
        last = select(t.answer_revision.c.input_key, func.max(t.answer_revision.c.revision), func.count())
        revisions = {r[0]: (r[1], r[2]) for r in conn.execute(last.group_by(t.answer_revision.c.input_key))}
        for row in conn.execute(select(t.answer)):
            assert revisions[row.input_key] == (row.revision, row.revision)
        for path in conn.execute(select(t.stored_file.c.path)).scalars():
            assert (place.data_dir / path).is_file()


def test_memory_does_not_grow_with_what_is_saved(full: House, tmp_path: Path, keys: tuple[str, str]) -> None:
    large = full.data_dir / "evidence" / "aa" / ("a" * 64)
    large.parent.mkdir(exist_ok=True)
    with large.open("wb") as file:
        file.truncate(60 << 20)
    row = {
        "sha256": "a" * 64,
        "size": 60 << 20,
        "mime": "x",
        "path": f"evidence/aa/{'a' * 64}",
        "stored_at": NOW,
    }
    with full.db.write() as conn:
        conn.execute(insert(t.stored_file), row)
    tracemalloc.start()
    try:
        make(full.db, full.data_dir, tmp_path / "large.dti", keys[1])
        check(tmp_path / "large.dti", keys[0])
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()
        (tmp_path / "large.dti").unlink()


def test_evidence_that_is_gone_or_changed_on_disk_is_told_and_the_rest_saved(
    full: House, tmp_path: Path
) -> None:
    gone, changed = sorted(full.data_dir.glob("evidence/??/*"))
    gone.unlink()
    changed.write_bytes(b"rotten")
    made = make(full.db, full.data_dir, tmp_path / "saved.dti")
    assert made.missing == [str(gone.relative_to(full.data_dir))]
    assert made.changed == [str(changed.relative_to(full.data_dir))]
    assert check(tmp_path / "saved.dti").files == 1
