"""The environment is checked whole, and every problem says what to do."""

from pathlib import Path

import pytest

from dti.settings import BadSettings, Settings


def problems(env: dict[str, str]) -> list[str]:
    with pytest.raises(BadSettings) as caught:
        Settings.from_env(env)
    return caught.value.problems


def test_without_anything_set_the_database_lies_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_env({})
    assert settings.data_dir == tmp_path / "var"
    assert settings.database_url == f"sqlite:///{tmp_path / 'var' / 'dti.sqlite'}"
    assert (settings.redis_url, settings.telegram_token, settings.webhook) == (None, None, None)
    assert settings.telegram_base_url == "https://api.telegram.org"
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        {
            "DTI_DATA_DIR": str(tmp_path),
            "DTI_DATABASE_URL": "mysql://host/name",
            "DTI_REDIS_URL": "localhost:6379",
            "TELEGRAM_BOT_TOKEN": "not a token",
            "TELEGRAM_API_BASE_URL": "ftp://host",
            "TELEGRAM_WEBHOOK_URL": "https://example.org/hook",
            "TELEGRAM_WEBHOOK_PORT": "many",
            "DTI_PROXY_URL": "proxy",
            "DTI_CHAT_RATE": "nan",
        }
    )
    names = [problem.partition(":")[0] for problem in found]
    assert sorted(names) == sorted(
        ["DTI_DATABASE_URL", "DTI_REDIS_URL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_API_BASE_URL",
         "TELEGRAM_WEBHOOK_SECRET", "TELEGRAM_WEBHOOK_PORT", "DTI_PROXY_URL", "DTI_CHAT_RATE"]
    )  # fmt: skip


def test_a_password_in_a_wrong_address_is_not_repeated(tmp_path: Path) -> None:
    found = problems({"DTI_DATA_DIR": str(tmp_path), "DTI_DATABASE_URL": "mysql://user:secret@host/name"})
    assert "secret" not in "".join(found)


def test_a_data_folder_that_is_a_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    found = problems({"DTI_DATA_DIR": str(tmp_path / "var")})
    assert len(found) == 1 and str(tmp_path / "var") in found[0] and "không ghi được" in found[0]


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    settings = Settings.from_env(
        {"DTI_DATA_DIR": str(tmp_path), "TELEGRAM_API_BASE_URL": "", "DTI_REDIS_URL": " "}
    )
    assert settings.telegram_base_url == "https://api.telegram.org" and settings.redis_url is None
