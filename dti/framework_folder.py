"""Which folder the frameworks are read from."""

from pathlib import Path


def folder() -> Path | None:
    """Where the operator keeps the frameworks; None means beside the program."""
    from dti_core.framework.library import chosen_folder

    return chosen_folder()
