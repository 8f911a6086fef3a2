"""The operator sets a campaign up by commands that explain what does not fit, and change nothing then."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dti.main import main
from dti_core.campaign.staff.roster.names import slug_of
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.store.migrations import HEAD
from dti_core.store.schema import check_schema
from tests.campaign.world import SMALL
from tests.databases import Begun

CREATE = ("campaign", "create", "--slug", "2026", "--title", "Đợt", "--coordinator", "Sở", "--year", "2025")
CREATE += ("--closes", "30/11/2026")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    frameworks = tmp_path / "frameworks" / "small"
    frameworks.mkdir(parents=True)
    (frameworks / "small.yaml").write_text(SMALL, encoding="utf-8")
    for name in ("DTI_DATABASE_URL", "DTI_REDIS_URL", "TELEGRAM_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DTI_FRAMEWORKS_DIR", str(tmp_path / "frameworks"))
    return tmp_path / "data"


def rows(folder: Path, table: str) -> list[object]:
    database = Database(f"sqlite:///{folder / 'dti.sqlite'}")
    with database.read() as conn:
        found = list(conn.execute(getattr(t, table).select()).all())
    database.close()
    return found


def run(*words: str) -> int:
    return main(list(words))


@pytest.fixture
def tables(folder: Path, begun: Begun) -> Path:
    """The folder with its tables."""
    return begun(folder)


def set_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("init") == 0
    assert run(*CREATE, "--framework", "small") == 0
    assert run("roster", "add", "--campaign", "2026", "--unit-name", "Sở Nội vụ") == 0
    capsys.readouterr()


def test_init_makes_folders_for_the_owner_alone_and_may_be_run_again(folder: Path) -> None:
    assert run("init") == 0
    assert run("init") == 0
    assert {p.stat().st_mode & 0o777 for p in (folder, folder / "evidence")} == {0o700}
    database = Database(f"sqlite:///{folder / 'dti.sqlite'}")
    check_schema(database)
    database.close()
    assert HEAD


@pytest.mark.usefixtures("tables")
def test_a_campaign_has_the_dates_that_were_typed_in_vietnamese_time(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init") == 0
    words = ("--framework", "small", "--opens", "01/11/2026 8:30", "--ranks", "after-submitting")
    assert run(*CREATE, *words) == 0
    (row,) = rows(folder, "campaign")
    assert row.opens_at == datetime(2026, 11, 1, 1, 30, tzinfo=UTC)  # type: ignore[attr-defined]
    assert row.closes_at == datetime(2026, 11, 30, 10, 0, tzinfo=UTC)  # type: ignore[attr-defined]
    assert row.rank_visibility == "after_submitting"  # type: ignore[attr-defined]
    assert "17:00, 30/11/2026" in capsys.readouterr().out


@pytest.mark.usefixtures("tables")
def test_an_invitation_is_printed_with_its_link_and_fits_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(capsys)
    assert run("invite", "--campaign", "2026", "--unit", "so-noi-vu", "--bot-name", "dti_bot") == 0
    said = capsys.readouterr().out
    assert re.search(r"https://t\.me/dti_bot\?start=[A-Za-z0-9_-]{43}\n", said)
    assert len(rows(folder, "invitation")) == 1


@pytest.mark.usefixtures("tables")
def test_a_provider_is_invited_for_inputs_that_exist(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(capsys)
    provider = ("invite", "--campaign", "2026", "--unit", "so-noi-vu", "--role", "provider")
    assert run(*provider) == 1
    assert run(*provider, "--inputs", "9.9:z") == 1
    assert "9.9:z" in capsys.readouterr().err
    assert run(*provider, "--inputs", "1.2:a, info:1") == 0
    (row,) = rows(folder, "invitation")
    assert row.scope_inputs == "1.2:a info:1"  # type: ignore[attr-defined]


GIVEN = SMALL.replace(
    "label: Tổng số người, kind: count, measure: người}",
    "label: Tổng số người, kind: count, measure: người, provider: [Sở Nội vụ, Công an tỉnh]}",
).replace(
    "label: Số sáng kiến}", "label: Số sáng kiến, combine: sum, provider: UBND huyện, members: [Xã A, Xã B]}"
)


def by_office(folder: Path, capsys: pytest.CaptureFixture[str], office: str) -> int:
    (folder.parent / "frameworks" / "small" / "small.yaml").write_text(GIVEN, encoding="utf-8")
    set_up(capsys)
    provider = ("invite", "--campaign", "2026", "--unit", "so-noi-vu", "--role", "provider")
    return run(*provider, "--provider", office)


@pytest.mark.parametrize(
    ("office", "scope"),
    [("Công an tỉnh", "info:1"), ("  công AN  tỉnh ", "info:1"), ("ubnd huyện", "1.3:a"), ("Xã B", "1.3:a")],
)
@pytest.mark.usefixtures("tables")
def test_an_office_is_invited_by_its_name_for_all_that_it_gives(
    folder: Path, capsys: pytest.CaptureFixture[str], office: str, scope: str
) -> None:
    assert by_office(folder, capsys, office) == 0
    (row,) = rows(folder, "invitation")
    assert row.scope_inputs == scope  # type: ignore[attr-defined]
    assert "cung cấp 1 số liệu" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("office", "said"),
    [
        ("Công an tinh", "Có phải “Công an tỉnh”?"),
        ("Bưu điện", "Hiện có: Sở Nội vụ, Công an tỉnh, UBND huyện, Xã A, Xã B."),
    ],
)
@pytest.mark.usefixtures("tables")
def test_an_office_that_the_framework_does_not_name_is_told_with_those_it_names(
    folder: Path, capsys: pytest.CaptureFixture[str], office: str, said: str
) -> None:
    assert by_office(folder, capsys, office) == 1
    assert said in capsys.readouterr().err
    assert rows(folder, "invitation") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--role provider", "cần --provider hoặc --inputs"),
        ("--provider X", "chỉ dùng cùng --role provider"),
        ("--role provider --provider X", "không nêu nơi cung cấp số liệu"),
    ],
)
@pytest.mark.usefixtures("tables")
def test_whom_an_invitation_is_for_must_be_clear(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str, said: str
) -> None:
    set_up(capsys)
    assert run("invite", "--campaign", "2026", "--unit", "so-noi-vu", *words.split()) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("invite --campaign 2027 --unit so-noi-vu", "Không có đợt “2027”. Hiện có: 2026."),
        ("invite --campaign 2026 --unit so-y-te", "Đợt này không có đơn vị “so-y-te”. Hiện có: so-noi-vu."),
        ("roster add --campaign 2026 --unit-name Sở_Nội_vụ --slug so-noi-vu", "trùng tên ngắn"),
        ("roster add --campaign 2026 --unit-name X --group huyen", "Hiện có: so, khac."),
        ("roster add --campaign 2026 --unit-name X --traits la", "Hiện có: dac-thu."),
        ("roster add --campaign 2026 --unit-name X --framework la", "Hiện có: small."),
        (" ".join(CREATE) + " --framework small", "Đã có đợt “2026”"),
        (" ".join(CREATE) + " --framework smal", "small"),
        (
            " ".join(CREATE).replace("2026 --title", "moi --title") + " --framework small --opens 01/12/2026",
            "Hạn nộp",
        ),
    ],
)
@pytest.mark.usefixtures("tables")
def test_what_does_not_fit_is_said_and_nothing_changes(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str, said: str
) -> None:
    set_up(capsys)
    before = [len(rows(folder, table)) for table in ("campaign", "unit", "enrolment", "invitation", "audit")]
    assert run(*words.split()) == 1
    assert said in capsys.readouterr().err
    after = [len(rows(folder, table)) for table in ("campaign", "unit", "enrolment", "invitation", "audit")]
    assert after == before


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--closes", "31/02/2026", "không hiểu thời điểm"),
        ("--closes", "mai", "không hiểu thời điểm"),
        ("--opens", "01/11/2026 25:00", "không hiểu thời điểm"),
        ("--year", "25", "từ 2000 đến 2100"),
        ("--slug", "Đợt 1", "không dấu"),
        ("--ranks", "sometimes", "hãy chọn"),
    ],
)
def test_a_wrong_argument_is_explained(
    capsys: pytest.CaptureFixture[str], option: str, value: str, said: str
) -> None:
    with pytest.raises(SystemExit) as stop:
        run(*CREATE, "--framework", "small", option, value)
    assert stop.value.code == 2
    assert said in capsys.readouterr().err


def test_without_tables_the_commands_say_what_to_run_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("roster", "add", "--campaign", "2026", "--unit-name", "X") != 0
    assert "dti init" in capsys.readouterr().err


def test_short_names_come_from_vietnamese_ones() -> None:
    assert slug_of("Sở Khoa học và Công nghệ") == "so-khoa-hoc-va-cong-nghe"
    assert slug_of("Ban Quản lý Khu kinh tế – Đồng Nai") == "ban-quan-ly-khu-kinh-te-dong-nai"
    assert slug_of("!!!") == "don-vi"
