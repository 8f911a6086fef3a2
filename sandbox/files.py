"""Files that were sent, on disk beside the database, and their shapes in messages."""

import asyncio
import mimetypes
import re
import secrets
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sandbox import images
from sandbox.world import Json, World

DOWNLOAD_LIMIT = 20 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
PERSON_LIMIT = 100 * 1024 * 1024
THUMBNAIL = 90  # pixels, the longer side
KINDS = ("photo", "document", "video", "voice", "audio", "sticker")
_FOLDERS = {"photo": "photos", "document": "documents", "video": "videos", "voice": "voice", "audio": "music",
            "sticker": "stickers"}  # fmt: skip
_PREFIXES = {"photo": "AgACAgU", "document": "BQACAgU", "video": "BAACAgU", "voice": "AwACAgU",
             "audio": "CQACAgU", "sticker": "CAACAgU"}  # fmt: skip
_HEAD = 256 * 1024


@dataclass(frozen=True)
class Incoming:
    """An upload that lies on disk but is not yet part of any message."""

    path: Path
    name: str
    mime: str
    size: int
    dimensions: tuple[int, int] | None


async def take(world: World, source: BinaryIO, name: str, mime: str | None) -> Incoming:
    """Copy an upload to the files folder (in a thread: it may be large)."""
    path = _incoming_path(world)
    head, size = await asyncio.to_thread(_copy, source, path)
    kind = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Incoming(path, clean_name(name), kind.partition(";")[0], size, images.size(head))


def keep(world: World, incoming: Incoming, kind: str) -> sqlite3.Row:
    """Give the upload its place and ids, and a large photo its thumbnail; call inside a unit."""
    row = _insert(world, incoming, kind)
    if kind == "photo" and max(row["width"], row["height"]) > THUMBNAIL:
        small = _insert(world, _thumbnail(world, row), kind)
        world.db.run("INSERT INTO thumbnails (photo, file) VALUES (?, ?)", row["id"], small["id"])
    return row


def _insert(world: World, incoming: Incoming, kind: str) -> sqlite3.Row:
    number = world.db.value("SELECT count(*) FROM files") + 1
    suffix = Path(incoming.name).suffix.lower()
    place = f"{_FOLDERS[kind]}/file_{number}{suffix if re.fullmatch(r'[.][a-z0-9]{1,8}', suffix) else ''}"
    target = world.settings.files / place
    target.parent.mkdir(parents=True, exist_ok=True)
    incoming.path.replace(target)
    file_id, unique_id = _PREFIXES[kind] + secrets.token_urlsafe(40), "AgAD" + secrets.token_urlsafe(9)
    world.db.run(
        "INSERT INTO files (id, unique_id, path, name, mime, kind, size, width, height) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(file_id, unique_id, place, incoming.name, incoming.mime, kind, incoming.size),
        *(incoming.dimensions or (None, None)),
    )
    found = find(world, file_id)
    assert found is not None  # noqa: S101 - just inserted
    return found


def _thumbnail(world: World, row: sqlite3.Row) -> Incoming:
    """A grey stand-in of the right shape: who takes photo[0] for the picture notices it."""
    scale = THUMBNAIL / max(row["width"], row["height"])
    box = (max(round(row["width"] * scale), 1), max(round(row["height"] * scale), 1))
    path, content = _incoming_path(world), images.grey(*box)
    path.write_bytes(content)
    return Incoming(path, "thumbnail.png", "image/png", len(content), box)


def _incoming_path(world: World) -> Path:
    path = world.settings.files / "incoming" / secrets.token_hex(8)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def find(world: World, file_id: str) -> sqlite3.Row | None:
    """The file of this id."""
    return world.db.one("SELECT * FROM files WHERE id = ?", file_id)


def find_by_path(world: World, path: str) -> sqlite3.Row | None:
    """The file at this file_path."""
    return world.db.one("SELECT * FROM files WHERE path = ?", path)


def on_disk(world: World, row: sqlite3.Row) -> Path:
    """Where its bytes are."""
    return world.settings.files / str(row["path"])


def wire(world: World, row: sqlite3.Row) -> Json:
    """The part of a message that carries this file, e.g. {"document": {...}}; a photo comes in sizes."""
    if row["kind"] == "photo":
        small = world.db.one(
            "SELECT f.* FROM thumbnails t JOIN files f ON f.id = t.file WHERE t.photo = ?", row["id"]
        )
        return {"photo": [_photo_size(size) for size in (small, row) if size is not None]}
    base = {"file_id": row["id"], "file_unique_id": row["unique_id"], "file_size": row["size"]}
    box = {"width": row["width"] or 512, "height": row["height"] or 512}
    named = {"file_name": row["name"], "mime_type": row["mime"]}
    shapes: dict[str, object] = {
        "document": {**named, **base},
        "video": {
            "duration": 0,
            "width": row["width"] or 1280,
            "height": row["height"] or 720,
            **named,
            **base,
        },
        "voice": {"duration": 1, "mime_type": row["mime"], **base},
        "audio": {"duration": 1, **named, **base},
        "sticker": {**box, "is_animated": False, "is_video": False, "type": "regular", **base},
    }
    return {row["kind"]: shapes[row["kind"]]}


def _photo_size(row: sqlite3.Row) -> Json:
    return {
        "file_id": row["id"],
        "file_unique_id": row["unique_id"],
        "file_size": row["size"],
        "width": row["width"],
        "height": row["height"],
    }


def clean_name(name: str) -> str:
    """The last part of a file name, without control characters, at most 200 long."""
    last = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[\x00-\x1f\x7f]", "", last).strip()[-200:] or "file"


def _copy(source: BinaryIO, path: Path) -> tuple[bytes, int]:
    source.seek(0)
    with path.open("wb") as target:
        shutil.copyfileobj(source, target, 1024 * 1024)
        size = target.tell()
    source.seek(0)
    return source.read(_HEAD), size
