"""The environment is checked whole, and every problem says what to do."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from dti.household import Household
from dti.settings import BadSettings, Settings
from dti_core.campaign.factor_policy import MODES, Policy


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


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DTI_UPDATES_PER_MINUTE", "many", "“many” không phải số từ 0 đến 100000"),
        ("DTI_UPDATES_PER_MINUTE", "-1", "“-1” không phải số từ 0 đến 100000"),
        ("DTI_UPDATES_PER_MINUTE", "100001", "“100001” không phải số từ 0 đến 100000"),
        ("DTI_UPDATES_PER_MINUTE", "1.5", "“1.5” không phải số từ 0 đến 100000"),
        ("DTI_SECOND_FACTOR", "maybe", "không có “maybe”. Chọn một trong: "),
        ("DTI_SECOND_FACTOR_MINUTES", "0", "“0” không phải số phút từ 1 đến 1440"),
        ("DTI_SECOND_FACTOR_MINUTES", "1441", "“1441” không phải số phút từ 1 đến 1440"),
        ("DTI_SECOND_FACTOR_MINUTES", "an hour", "“an hour” không phải số phút từ 1 đến 1440"),
    ],
)
def test_a_limit_or_a_second_factor_that_cannot_be_is_explained(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    (found,) = problems({"DTI_DATA_DIR": str(tmp_path), name: value})
    assert found.startswith(f"{name}: ") and said in found


def test_the_modes_of_the_second_factor_are_named_where_one_is_wrong(tmp_path: Path) -> None:
    (found,) = problems({"DTI_DATA_DIR": str(tmp_path), "DTI_SECOND_FACTOR": "on"})
    assert all(mode in found for mode in MODES)


def test_limits_and_the_second_factor_are_taken_as_they_are_set(tmp_path: Path) -> None:
    env = {"DTI_UPDATES_PER_MINUTE": "0", "DTI_SECOND_FACTOR": "off", "DTI_SECOND_FACTOR_MINUTES": "1440"}
    settings = Settings.from_env({"DTI_DATA_DIR": str(tmp_path), **env})
    assert (settings.updates_a_minute, settings.second_factor) == (0, Policy("off", 1440))


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


def test_secrets_come_from_files(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("123:abcdef\n")
    (tmp_path / "word").write_text("p@ss/word:1\n")
    settings = Settings.from_env(
        {
            "DTI_DATA_DIR": str(tmp_path),
            "TELEGRAM_BOT_TOKEN_FILE": str(tmp_path / "token"),
            "DTI_DATABASE_URL": "postgresql+psycopg://dti@postgres:5432/dti",
            "DTI_DATABASE_PASSWORD_FILE": str(tmp_path / "word"),
            "DTI_REDIS_URL": "redis://redis:6379/0",
            "DTI_REDIS_PASSWORD": "other",
        }
    )
    assert settings.telegram_token == "123:abcdef"
    assert settings.database_url == "postgresql+psycopg://dti:p%40ss%2Fword%3A1@postgres:5432/dti"
    assert make_url(settings.database_url).password == "p@ss/word:1"
    assert settings.redis_url == "redis://:other@redis:6379/0"


def test_a_secret_that_cannot_be_read_is_a_problem_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "two").write_text("a\nb\n")
    (tmp_path / "raw").write_bytes(b"\xff\xfe")
    found = problems(
        {
            "DTI_DATA_DIR": str(tmp_path),
            "TELEGRAM_BOT_TOKEN": "1:a",
            "TELEGRAM_BOT_TOKEN_FILE": str(tmp_path / "two"),
            "TELEGRAM_WEBHOOK_SECRET_FILE": str(tmp_path / "missing"),
            "DTI_REDIS_URL_FILE": str(tmp_path / "two"),
            "DTI_DATABASE_URL_FILE": str(tmp_path / "raw"),
        }
    )
    names = [problem.partition(":")[0] for problem in found]
    assert names == [
        "TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET_FILE", "DTI_DATABASE_URL_FILE", "DTI_REDIS_URL_FILE",
    ]  # fmt: skip


def test_words_addresses_and_keys_of_operation_are_checked(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    found = problems(
        {
            "DTI_DATA_DIR": str(tmp_path),
            "DTI_ENV": "prod",
            "DTI_LOG": "xml",
            "DTI_LOG_SYSLOG": "server",
            "DTI_METRICS_PORT": "0",
            "DTI_CA_FILE": str(tmp_path / "ca.pem"),
            "DTI_BACKUP_KEY": "password",
        }
    )
    names = {problem.partition(":")[0] for problem in found}
    assert names == {
        "DTI_ENV",
        "DTI_LOG",
        "DTI_LOG_SYSLOG",
        "DTI_METRICS_PORT",
        "DTI_CA_FILE",
        "DTI_BACKUP_KEY",
    }
    assert "password" not in "".join(found)


def test_children_get_addresses_that_are_whole_and_no_second_password(tmp_path: Path) -> None:
    settings = Settings.from_env(
        {
            "DTI_DATA_DIR": str(tmp_path),
            "DTI_DATABASE_URL": "postgresql://dti@host/dti",
            "DTI_DATABASE_PASSWORD": "one",
            "DTI_REDIS_URL": "redis://:two@host/0",
        }
    )
    env = Household(settings).children()[0].env
    inherited = {"DTI_DATABASE_PASSWORD": "one", "DTI_REDIS_PASSWORD_FILE": str(tmp_path / "stale")}
    child = Settings.from_env({**inherited, **env})
    assert (child.database_url, child.redis_url) == ("postgresql://dti:one@host/dti", "redis://:two@host/0")


def test_a_password_that_lies_about_does_not_harm_a_sqlite_file(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'dti.sqlite'}"
    env = {"DTI_DATA_DIR": str(tmp_path), "DTI_DATABASE_URL": address, "DTI_DATABASE_PASSWORD": "x"}
    assert Settings.from_env(env).database_url == address
