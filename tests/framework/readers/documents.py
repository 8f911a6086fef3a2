"""Which document each framework is transcribed from, and who reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.framework.readers import an_giang, dong_nai, hai_duong, hue, so_2021
from tests.framework.readers.rows import Document

FRAMEWORKS = Path(__file__).parents[3] / "frameworks"


@dataclass(frozen=True)
class Source:
    """The folder that holds the decision's text, the reader of the annex, and how many criteria it has."""

    folder: str
    reader: Callable[[str], Document]
    criteria: int


SOURCES: Mapping[str, Source] = {
    "so-2021": Source("so-2021", so_2021.read, 60),
    "thua-thien-hue-2021-tinh": Source("thua-thien-hue-2021", hue.tinh, 72),
    "thua-thien-hue-2021-huyen": Source("thua-thien-hue-2021", hue.huyen, 75),
    "an-giang-2024-so": Source("an-giang-2024", an_giang.so, 35),
    "an-giang-2024-huyen": Source("an-giang-2024", an_giang.huyen, 65),
    "hai-duong-2022-so": Source("hai-duong-2022", hai_duong.so, 63),
    "hai-duong-2022-huyen": Source("hai-duong-2022", hai_duong.huyen, 159),
    "dong-nai-2024-tinh": Source("dong-nai-2024", dong_nai.read, 47),
}


@cache
def text(framework_id: str) -> str:
    """The decision's plain text as it stands beside the framework file, line ends untouched."""
    return (FRAMEWORKS / SOURCES[framework_id].folder / "decision.txt").read_bytes().decode("utf-8")


@cache
def document(framework_id: str) -> Document:
    return SOURCES[framework_id].reader(text(framework_id))
