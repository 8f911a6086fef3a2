"""Where the typefaces for paper and pictures are: they come with a library that we lock."""

import importlib.util
from pathlib import Path


def typeface(name: str) -> Path:
    """Where the plotting library keeps its typefaces; it is found without being loaded, which is slow.

    Raises FileNotFoundError where the library is not installed.
    """
    found = importlib.util.find_spec("matplotlib")
    if found is None or found.origin is None:
        raise FileNotFoundError(name)
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / name
