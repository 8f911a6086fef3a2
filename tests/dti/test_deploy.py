"""What the operator runs before there is a program: secrets for containers, the offline installer."""

import os
import shutil
import stat
import subprocess
import tarfile
from pathlib import Path

import pytest

from dti.settings import Settings

ROOT = Path(__file__).parents[2]


def run(*command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )


def test_secrets_are_made_once_closed_to_others_and_fit_to_use(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    assert "telegram_token" in run("sh", "deploy/secrets.sh", str(folder)).stdout
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    first = {path.name: path.read_text() for path in folder.iterdir()}
    (folder / "telegram_token").write_text("1:abc")
    assert "Đủ bí mật" in run("sh", "deploy/secrets.sh", str(folder)).stdout
    again = {path.name: path.read_text() for path in folder.iterdir()}
    assert again == {**first, "telegram_token": "1:abc"}
    settings = Settings.from_env(
        {
            "DTI_DATA_DIR": str(tmp_path),
            "DTI_SECRET_KEY_FILE": str(folder / "secret_key"),
            "DTI_DATABASE_URL": "postgresql://dti@host/dti",
            "DTI_DATABASE_PASSWORD_FILE": str(folder / "postgres_password"),
            "TELEGRAM_BOT_TOKEN_FILE": str(folder / "telegram_token"),
        }
    )
    assert len(settings.secret_keys[0]) == 32 and first["postgres_password"] in settings.database_url


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """The offline installer, made with a package manager that only pretends to download."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.fail("the bundle is made from a checkout")
    pip = tmp_path / "pip"
    pip.write_text(
        '#!/bin/sh\nfor last; do :; done\necho wheel >"$last/one.whl"\necho "$@" >"$last/asked.whl"\n'
    )
    pip.chmod(0o755)
    made = run("sh", "deploy/bundle.sh", str(pip), str(tmp_path / "out.tar"), "3.11", "manylinux2014_x86_64")
    assert made.returncode == 0, made.stderr
    with tarfile.open(tmp_path / "out.tar") as tar:
        tar.extractall(tmp_path, filter="data")
    return tmp_path / "dti-offline"


def test_the_offline_installer_holds_sources_libraries_by_hash_and_the_books(bundle: Path) -> None:
    assert (bundle / "source" / "dti" / "main.py").exists() and (bundle / "operate.md").exists()
    asked = (bundle / "wheels" / "asked.whl").read_text()
    assert "--require-hashes" in asked and "--only-binary=:all:" in asked and "manylinux2014_x86_64" in asked
    listed = {line.split("  ", 1)[1] for line in (bundle / "SHA256SUMS").read_text().splitlines()}
    assert {"./wheels/one.whl", "./install.sh", "./source/pyproject.toml"} <= listed


def test_an_offline_installer_that_was_changed_installs_nothing(bundle: Path, tmp_path: Path) -> None:
    (bundle / "wheels" / "one.whl").write_text("other")
    done = run("sh", str(bundle / "install.sh"), str(tmp_path / "opt"))
    assert done.returncode == 1 and "bị hỏng" in done.stderr and not (tmp_path / "opt").exists()


def test_an_installed_place_is_not_written_over(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "opt" / ".venv").mkdir(parents=True)
    done = run("sh", str(bundle / "install.sh"), str(tmp_path / "opt"))
    assert done.returncode == 1 and "Nâng cấp" in done.stderr
