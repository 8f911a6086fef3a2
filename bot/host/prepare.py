"""Before the transaction: understand the update, let the question arrive, fetch the file."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Literal

from bot.channel import FILE_LIMIT, Channel, FileTooLarge
from bot.dialogue.events import FileSent, RefusedFile, StoredFile
from bot.host.floods import Floods
from bot.host.host import Host
from bot.host.job import InThread, Job, Ready, What
from bot.host.seen import is_undecided
from bot.incoming import FileRef, Incoming, Translated

log = logging.getLogger(__name__)

QUESTION_PATIENCE = 1.0
QUESTION_POLL = 0.02
DOWNLOADS_AT_ONCE = 3
DOWNLOAD_TRIES = 3
DOWNLOAD_PAUSE = 1.0


class Preparation:
    """`store` makes bytes durable: (name, bytes) → the stored file or why it is refused; blocking."""

    def __init__(
        self,
        host: Host,
        channel: Channel,
        store: Callable[[str, bytes], StoredFile | RefusedFile],
        most_a_minute: int = 0,
    ) -> None:
        self._host = host
        self._channel = channel
        self._store = store
        self._floods = Floods(most_a_minute)
        self._downloads = asyncio.Semaphore(DOWNLOADS_AT_ONCE)

    async def __call__(self, job: Job, in_thread: InThread) -> Ready:
        """Everything about an update that must not happen inside a transaction."""
        meaning = self.meaning(job)
        if not isinstance(meaning, Incoming):
            return Ready(job.row, meaning)
        admission = self._floods.admit(meaning.external_id, job.row.id, meaning.at)
        if admission != "yes":
            return Ready(job.row, meaning, admission=admission)
        if is_undecided(meaning, job.row.received_at, job.asked):
            await self._let_the_question_arrive(job, meaning, in_thread)
        return Ready(job.row, meaning, await self._what(meaning, in_thread))

    def meaning(self, job: Job) -> Translated:
        """What the stored update says."""
        return self._channel.translate(json.loads(job.row.payload), job.row.received_at)

    async def _let_the_question_arrive(self, job: Job, incoming: Incoming, in_thread: InThread) -> None:
        """The question is being sent: in a moment it is known whether the words came after it."""
        for _ in range(int(QUESTION_PATIENCE / QUESTION_POLL)):
            await asyncio.sleep(QUESTION_POLL)
            asked = await in_thread(lambda: self._host.asked(job))
            if not is_undecided(incoming, job.row.received_at, asked):
                return

    async def _what(self, incoming: Incoming, in_thread: InThread) -> What:
        if not isinstance(incoming.what, FileRef):
            return incoming.what
        file = incoming.what
        if (file.size or 0) <= FILE_LIMIT and not await in_thread(lambda: self._has_room(incoming, file)):
            return FileSent(_refused(file, "too_many"), file.caption, file.album)
        return FileSent(await self._file(file, in_thread), file.caption, file.album)

    def _has_room(self, incoming: Incoming, file: FileRef) -> bool:
        return self._host.has_room(incoming, file.size or 0)

    async def _file(self, file: FileRef, in_thread: InThread) -> StoredFile | RefusedFile:
        if file.size is not None and file.size > FILE_LIMIT:
            return _refused(file, "too_large")
        async with self._downloads:
            try:
                content = await self._download(file)
            except FileTooLarge:
                return _refused(file, "too_large")
            except OSError as error:
                log.warning("a file could not be fetched: %s", error)
                return _refused(file, "download_failed")
            return await in_thread(lambda: self._keep(file, content))

    def _keep(self, file: FileRef, content: bytes) -> StoredFile | RefusedFile:
        try:
            return self._store(file.name, content)
        except OSError:
            log.exception("a file could not be stored")
            return _refused(file, "download_failed")

    async def _download(self, file: FileRef) -> bytes:
        for left in range(DOWNLOAD_TRIES - 1, -1, -1):
            try:
                return await self._channel.fetch(file.reference)
            except OSError:
                if left == 0:
                    raise
                await asyncio.sleep(DOWNLOAD_PAUSE)
        raise AssertionError("not reached")


def _refused(file: FileRef, reason: Literal["too_large", "download_failed", "too_many"]) -> RefusedFile:
    return RefusedFile(file.name, reason, file.size or 0)
