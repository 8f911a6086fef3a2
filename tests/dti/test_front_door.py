"""The command as people call it: what it refuses, without ever showing a traceback for a mistake."""

from pathlib import Path

import pytest

from dti.household import Household
from dti.main import main
from dti.settings import WRONG_SETTINGS, Settings

INTERRUPTED = 130


@pytest.fixture(autouse=True)
def clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DTI_REDIS_URL", "DTI_DATABASE_URL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_API_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))


def test_the_bot_without_a_token_says_where_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 0
    assert main(["bot"]) == WRONG_SETTINGS
    assert "@BotFather" in capsys.readouterr().err


def test_a_worker_without_a_queue_says_what_to_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worker"]) == WRONG_SETTINGS
    assert "DTI_REDIS_URL" in capsys.readouterr().err


def test_a_bot_before_init_says_to_run_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:abc")
    monkeypatch.setenv("DTI_REDIS_URL", "redis://127.0.0.1:1/0")
    assert main(["bot"]) == WRONG_SETTINGS
    assert "dti init" in capsys.readouterr().err


def test_running_everything_before_init_says_once_to_run_it(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:abc")
    assert main(["run"]) == WRONG_SETTINGS
    assert "".join(capfd.readouterr()).count("dti init") == 1


@pytest.mark.parametrize("redis_url", [None, "redis://127.0.0.1:1/0"])
def test_running_everything_twice_on_one_folder_says_so(
    redis_url: str | None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:abc")
    if redis_url:
        monkeypatch.setenv("DTI_REDIS_URL", redis_url)
    assert main(["init"]) == 0
    capsys.readouterr()
    first = Household(Settings.from_env())
    assert main(["run"]) == WRONG_SETTINGS
    said = capsys.readouterr().err
    assert "đang được một tiến trình khác dùng" in said and said.count("\n") == 1
    first.release()
    Household(Settings.from_env()).release()


def test_a_database_that_cannot_be_opened_is_named_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTI_DATABASE_URL", f"sqlite:///{tmp_path}")
    assert main(["invite", "--campaign", "2024", "--unit", "so-y-te"]) == WRONG_SETTINGS
    said = capsys.readouterr().err
    assert "DTI_DATABASE_URL" in said and said.count("\n") == 1


def test_a_database_that_is_away_is_named_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTI_DATABASE_URL", "postgresql://dti:secret@127.0.0.1:1/dti")
    for command in (["init"], ["invite", "--campaign", "2024", "--unit", "so-y-te"]):
        assert main(command) == WRONG_SETTINGS
        said = capsys.readouterr().err
        assert "DTI_DATABASE_URL" in said and "secret" not in said and said.count("\n") == 1


def test_a_worker_waits_for_a_database_that_is_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTI_REDIS_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setenv("DTI_DATABASE_URL", "postgresql://dti:secret@127.0.0.1:1/dti")
    waited = []

    def pause(_seconds: float) -> None:
        waited.append(1)
        if len(waited) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("dti.run_commands.time.sleep", pause)
    assert main(["worker"]) == INTERRUPTED
    assert capsys.readouterr().err.count("DTI_DATABASE_URL") == 1


def test_a_demo_on_a_framework_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--framework", "../so"]) == WRONG_SETTINGS
    assert "framework list" in capsys.readouterr().err


def test_a_wrong_call_names_what_was_not_understood(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bto"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "bto" in said and "--help" in said


def test_doctor_finds_what_is_missing_and_what_is_well(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["doctor"]) == 1
    assert "✗ Cơ sở dữ liệu" in capsys.readouterr().out
    main(["init"])
    assert main(["doctor"]) == 0
    assert "✓ Cơ sở dữ liệu" in capsys.readouterr().out
    monkeypatch.setenv("DTI_REDIS_URL", "redis://127.0.0.1:1/0")
    assert main(["doctor"]) == 1
    assert "✗ Hàng đợi" in capsys.readouterr().out
