"""The files that production starts from, read by the programs that judge such files, without a container."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMPOSE, DOCKERFILE = ROOT / "docker-compose.yml", ROOT / "Dockerfile"


def by_the_specification(file: Path) -> subprocess.CompletedProcess[str]:
    """Held against the schema of the Compose Specification, which the checker brings along."""
    return judged(
        sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(file)
    )


def by_the_book(file: Path) -> subprocess.CompletedProcess[str]:
    """Held against the rules of good Dockerfiles, those of the shell lines inside included."""
    return judged(str(Path(sys.executable).parent / "hadolint"), "--no-color", str(file))


def judged(*argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(argv, capture_output=True, text=True, timeout=120, check=False)


def test_the_compose_file_is_one_by_its_specification() -> None:
    said = by_the_specification(COMPOSE)
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [("read_only: true", "read_onyl: true"), ("cap_drop: [ALL]", "cap_drop: ALL"),
     ("condition: service_healthy", "condition: service_well")],
)  # fmt: skip
def test_a_slip_in_the_compose_file_is_found(tmp_path: Path, old: str, new: str) -> None:
    slipped = tmp_path / "docker-compose.yml"
    text = COMPOSE.read_text(encoding="utf-8")
    assert old in text
    slipped.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert by_the_specification(slipped).returncode == 1


def test_the_dockerfile_is_one_by_the_book() -> None:
    said = by_the_book(DOCKERFILE)
    assert (said.returncode, said.stdout) == (0, "")


@pytest.mark.parametrize("line", ["USER root", "RUN cd /app && ls", "RUN apt-get install curl"])
def test_a_slip_in_the_dockerfile_is_found(tmp_path: Path, line: str) -> None:
    slipped = tmp_path / "Dockerfile"
    slipped.write_text(DOCKERFILE.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    assert by_the_book(slipped).returncode == 1
