"""Pictures made without a picture library."""

import struct
import zlib


def make_png(width: int, height: int) -> bytes:
    """A PNG with a soft gradient."""
    rows = b"".join(
        b"\0" + b"".join(bytes((x * 200 // width + 30, y * 180 // height + 40, 150)) for x in range(width))
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
