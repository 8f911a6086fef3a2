"""The province's malware scanner has the first look at every file."""

import logging
import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.dialogue.events import FileSent, RefusedFile
from bot.host.dialogue import real
from bot.host.host import Host
from bot.host.job import Ready
from bot.incoming import FileRef, Incoming
from dti_core import troubles
from dti_core.campaign import files, inbox
from dti_core.campaign.inbox import Update
from dti_core.campaign.scanning import NotScanned, Scanner
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import NOW

CLEAN, BAD = b"%PDF-1.4\nclean\n%%EOF\n", b"%PDF-1.4\nEICAR\n%%EOF\n"


@pytest.fixture
def scanner(tmp_path: Path) -> Scanner:
    """Finds what contains EICAR, as clamdscan tells it; fails over what contains BROKEN; hangs over SLOW."""
    script = tmp_path / "scan.py"
    script.write_text(
        "import sys, time\nread = open(sys.argv[1], 'rb').read()\n"
        "if b'SLOW' in read: time.sleep(60)\n"
        "sys.exit(2 if b'BROKEN' in read else 1 if b'EICAR' in read else 0)\n"
    )
    return Scanner(f"{sys.executable} {script} {{}}", seconds=5)


def test_a_clean_file_is_taken(tmp_path: Path, scanner: Scanner) -> None:
    kept = files.store(tmp_path, [CLEAN], "a.pdf", scanner)
    assert isinstance(kept, files.StoredFile) and (tmp_path / files.path_of(kept.sha256)).exists()


def test_an_infected_file_is_refused_and_kept_apart_where_nobody_gets_it(
    tmp_path: Path, scanner: Scanner
) -> None:
    refused = files.store(tmp_path, [BAD], "a.pdf", scanner)
    assert isinstance(refused, files.RefusedFile) and refused.reason == "infected"
    aside = tmp_path / files.QUARANTINE / refused.sha256
    assert aside.read_bytes() == BAD and stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert not (tmp_path / files.path_of(refused.sha256)).exists()


@pytest.mark.parametrize("content", [b"%PDF-1.4\nBROKEN\n%%EOF\n", b"%PDF-1.4\nSLOW\n%%EOF\n"])
def test_what_could_not_be_looked_at_is_not_taken_and_the_trouble_told(
    tmp_path: Path, scanner: Scanner, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    scanner._seconds = 5 if b"BROKEN" in content else 0.5
    with pytest.raises(NotScanned):
        files.store(tmp_path, [content], "a.pdf", scanner)
    assert "scanner_silent" in troubles.now() and not list(tmp_path.glob("evidence/??"))
    scanner._seconds = 30
    files.store(tmp_path, [CLEAN], "a.pdf", scanner)
    assert "scanner_silent" not in troubles.now()


def test_a_scanner_that_is_not_there_lets_nothing_through(tmp_path: Path) -> None:
    with pytest.raises(NotScanned):
        files.store(tmp_path, [CLEAN], "a.pdf", Scanner("/no/such/scanner --fdpass"))
    troubles.note("scanner_silent", False)


def test_an_infected_file_is_in_the_history_and_its_sender_is_told(sqlite_db: Database) -> None:
    host = Host(real(), sqlite_db, "telegram", "bot", lambda: NOW)
    with sqlite_db.write() as conn:
        inbox.store(conn, "telegram", "bot", [Update("1", "77", "{}")], NOW)
    job = host.next_job("telegram:bot:77")
    assert job is not None
    meant = Incoming("77", "77", "Lan", FileRef("f", "a.pdf"), NOW, order=1)
    host.apply(Ready(job.row, meant, FileSent(RefusedFile("a.pdf", "infected", 9, "ab" * 32))))
    with sqlite_db.read() as conn:
        act = conn.execute(select(t.audit).where(t.audit.c.action == "file_infected")).one()
        assert act.subject == f"file:{'ab' * 32}" and act.person_id is not None
        assert conn.execute(select(t.outbox)).first() is not None
