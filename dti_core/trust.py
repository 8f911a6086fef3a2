"""Whom connections to the outside trust: the usual authorities, and a province's own where one is named."""

import ssl
from pathlib import Path

import certifi


def context(ca_file: Path | None = None) -> ssl.SSLContext:
    """For clients. `ca_file` (PEM) is trusted besides; raises OSError where it holds no certificate."""
    made = ssl.create_default_context(cafile=certifi.where())
    if ca_file is not None:
        made.load_verify_locations(ca_file)
    return made
