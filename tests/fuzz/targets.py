"""What is fuzzed: each target takes any bytes and fails only where a promise is broken."""

from collections.abc import Callable

from tests.fuzz import books, events, frameworks, numbers, rendering

TARGETS: dict[str, Callable[[bytes], None]] = {
    "numbers": numbers.target,
    "links": numbers.links,
    "updates": events.updates,
    "buttons": events.buttons,
    "start": events.start,
    "typed": events.typed,
    "html": rendering.target,
    "yaml": frameworks.target,
    "workbook": books.target,
}
