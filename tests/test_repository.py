"""What holds for the tree as a whole: small rooms, pinned and hashed requirements, no traces of a machine."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "worker", "dti_core", "sandbox", "dti")
PURE = ("dti_core/framework", "dti_core/scoring", "dti_core/survey", "dti_core/messages", "bot/dialogue")
CODE = (*PACKAGES, "tests", "benchmarks")
LOCKS = ("base.txt", "dev.txt", "fuzz.txt")
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def shown(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def pages() -> Iterator[Path]:
    for kind in ("*.js", "*.css", "*.html"):
        yield from (ROOT / "sandbox").rglob(kind)


def test_no_source_file_is_longer_than_400_lines() -> None:
    sources = [*python_files(*CODE), *pages()]
    lengths = {str(p.relative_to(ROOT)): len(read(p).splitlines()) for p in sources}
    assert {name: n for name, n in lengths.items() if n > MAX_FILE_LINES} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{shown(path, f.lineno)} {f.name}"
        for path in python_files(*CODE)
        for f in functions(ast.parse(read(path)))
        if (f.end_lineno or f.lineno) - f.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert long == []


def test_the_pure_floors_never_read_the_clock() -> None:
    clock = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}
    owners = {"datetime", "date", "time"}
    reads = [
        shown(path, node.lineno)
        for path in python_files(*PURE)
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.Attribute) and node.attr in clock
        if ast.unparse(node.value).rpartition(".")[2] in owners
    ]
    assert reads == []


def test_every_silenced_check_says_why() -> None:
    silenced = re.compile(
        r"#\s*(?:type:\s*ignore|noqa|pragma: no cover)(?:\[[\w, -]*\]|:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?(.*)"
    )
    silent = [
        shown(path, number)
        for path in python_files(*PACKAGES, "benchmarks")
        for number, line in enumerate(read(path).splitlines(), 1)
        if (found := silenced.search(line)) and not re.search(r"\w{2,}\W+\w{2,}", found[1])
    ]
    assert silent == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_and_hashes_everything_and_names_no_address(lock: str) -> None:
    text = read(ROOT / "requirements" / lock)
    assert "://" not in text
    assert not re.search(r"^\s*-", text.replace("    --hash=", ""), re.MULTILINE)
    entries = re.split(r"\n(?=\S)", text.strip())
    unpinned = [e.splitlines()[0] for e in entries if "==" not in e or "--hash=sha256:" not in e]
    assert unpinned == []


def test_every_dependency_is_one_exact_release() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    wanted = [
        *project["dependencies"],
        *(d for group in project["optional-dependencies"].values() for d in group),
    ]
    assert [d for d in wanted if not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+", d)] == []


def test_the_locks_hold_the_releases_that_the_project_asks_for() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    base = read(ROOT / "requirements/base.txt").lower()
    missing = [d for d in project["dependencies"] if re.sub(r"\[\w+\]", "", d).lower() + " " not in base]
    assert missing == []


def texts() -> Iterator[Path]:
    yield from python_files(*CODE)
    yield from pages()
    for place in (ROOT, ROOT / "requirements", ROOT / ".ci"):
        yield from (
            p for p in sorted(place.iterdir()) if p.is_file() and p.suffix != ".png" and p.name != ".git"
        )
    for place, kind in (("docs", "*.md"), ("frameworks", "*.yaml"), ("frameworks", "*.md")):
        yield from (ROOT / place).rglob(kind)


def test_nothing_committed_names_a_path_of_one_machine() -> None:
    machine = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w")
    assert [str(p.relative_to(ROOT)) for p in texts() if machine.search(read(p))] == []


def test_every_package_has_one_line_that_says_what_it_is() -> None:
    for package in PACKAGES:
        for init in (ROOT / package).rglob("__init__.py"):
            assert ast.get_docstring(ast.parse(read(init))), init


def test_the_compose_file_starts_every_process_that_production_needs() -> None:
    compose = yaml.safe_load(read(ROOT / "docker-compose.yml"))
    services = compose["services"]
    commands = {tuple(s["command"]) for s in services.values() if s.get("command", [""])[0] == "dti"}
    assert {("dti", "upgrade", "--init"), ("dti", "bot"), ("dti", "worker"), ("dti", "sweeper")} <= commands
    assert "noeviction" in str(services["redis"]["command"])
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        assert "ports" not in service or name == "bot", f"{name} must not be reachable from outside"
