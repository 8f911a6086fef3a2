"""The beginning of what an address sends, however much that would be."""

import zlib
from collections.abc import AsyncIterable
from dataclasses import dataclass

MOST = 1 << 20
"""Bytes that are read, and that a compressed body may become."""
DEFLATED = {"gzip", "x-gzip", "deflate"}


@dataclass(frozen=True)
class Body:
    """What was read. `whole`: that was all; `plain`: it is not compressed in a way that we do not undo."""

    content: bytes
    whole: bool
    plain: bool = True


async def take(chunks: AsyncIterable[bytes], encoding: str) -> Body:
    """Read at most `MOST` bytes on either side of the decompression."""
    raw = bytearray()
    whole = True
    async for chunk in chunks:
        room = MOST - len(raw)
        raw += chunk[:room]
        if len(chunk) > room:
            whole = False
            break
    if encoding in DEFLATED:
        return _inflated(bytes(raw), whole)
    return Body(bytes(raw), whole, plain=encoding in ("", "identity"))


def _inflated(raw: bytes, whole: bool) -> Body:
    """Undone as far as there is room; a damaged body is taken as it is."""
    inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        content = inflate.decompress(raw, MOST)
    except zlib.error:
        return Body(raw, whole, plain=False)
    return Body(content, whole and inflate.eof)
