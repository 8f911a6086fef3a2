"""Inputs that once broke something or nearly did, one file each, replayed in every test run."""

from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"


def folder_of(target: str) -> Path:
    """Where a target's inputs lie."""
    return CORPUS / target


def inputs(target: str) -> list[Path]:
    """All of them."""
    return sorted(folder_of(target).iterdir())
