"""sendPhoto, sendDocument and friends, getFile."""

import sqlite3

from starlette.datastructures import UploadFile

from sandbox import files, people
from sandbox.errors import ApiError, bad_request
from sandbox.methods.registry import Call, method, waiting_method
from sandbox.methods.sending import deliver, read_caption
from sandbox.parameters import UPLOAD_LIMIT
from sandbox.world import Json


@waiting_method("sendDocument")
async def send_document(call: Call) -> Json:
    """A file with a caption."""
    return await _send(call, "document")


@waiting_method("sendPhoto")
async def send_photo(call: Call) -> Json:
    """A picture with a caption; at most 10 MB and really a picture."""
    return await _send(call, "photo")


@waiting_method("sendVideo")
async def send_video(call: Call) -> Json:
    """A video with a caption."""
    return await _send(call, "video")


@waiting_method("sendVoice")
async def send_voice(call: Call) -> Json:
    """A voice message."""
    return await _send(call, "voice")


@method("getFile")
def get_file(call: Call) -> Json:
    """Where to download a file; bots may fetch at most 20 MB."""
    row = files.find(call.world, call.parameters.text("file_id"))
    if row is None:
        raise bad_request("invalid file_id")
    if row["size"] > files.DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": row["id"],
        "file_unique_id": row["unique_id"],
        "file_size": row["size"],
        "file_path": row["path"],
    }


async def _send(call: Call, kind: str) -> Json:
    chat = people.chat_for_bot(call.world, call.bot, call.parameters.text("chat_id"))
    caption = read_caption(call)
    upload = _upload(call, kind)
    incoming = None if upload is None else await _checked(call, upload, kind)
    with call.world.unit():
        row = files.keep(call.world, incoming, kind) if incoming else _known(call, kind)
        return deliver(call, chat["person"], {**files.wire(call.world, row), **caption})


def _upload(call: Call, kind: str) -> UploadFile | None:
    named = call.parameters.text(kind)
    if named.startswith("attach://"):
        return call.parameters.uploads.get(named.removeprefix("attach://"))
    return call.parameters.uploads.get(kind)


async def _checked(call: Call, upload: UploadFile, kind: str) -> files.Incoming:
    incoming = await files.take(call.world, upload.file, upload.filename or "file", upload.content_type)
    problem = _problem(incoming, kind)
    if problem is not None:
        incoming.path.unlink()
        raise problem
    return incoming


def _problem(incoming: files.Incoming, kind: str) -> ApiError | None:
    if incoming.size == 0:
        return bad_request("file must be non-empty")
    if incoming.size > UPLOAD_LIMIT:
        return ApiError(413, "Request Entity Too Large")
    if kind == "photo" and incoming.size > files.PHOTO_LIMIT:
        return bad_request(
            f"file of size {incoming.size} bytes is too big for a photo; "
            f"the maximum size is {files.PHOTO_LIMIT} bytes"
        )
    if kind == "photo" and incoming.dimensions is None:
        return bad_request("IMAGE_PROCESS_FAILED")
    return None


def _known(call: Call, kind: str) -> sqlite3.Row:
    named = call.parameters.text(kind)
    if not named:
        raise bad_request(f"there is no {kind} in the request")
    if named.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    row = files.find(call.world, named)
    if row is None or row["kind"] != kind:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return row
