"""Encryption in the age format (https://age-encryption.org): any program that knows it can read a backup.

Made for a public key: the server that saves need not be able to read what it saved.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyrage

from dti_core.store.backup.problems import BackupProblem

MAGIC = b"age-encryption.org/v1"
SECRET = "AGE-SECRET-KEY-1"  # noqa: S105  # how every secret key begins


def new_key() -> tuple[str, str]:
    """A secret key, and the public one that belongs to it."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def is_encrypted(path: Path) -> bool:
    """Whether the file is in the age format."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


@contextmanager
def encrypting(out: BinaryIO, key: str | None) -> Iterator[BinaryIO]:
    """Where to write what shall end up encrypted in `out`; without a key, `out` itself."""
    if key is None:
        yield out
        return
    public = _public(key)
    with _piped(lambda source: pyrage.encrypt_io(source, out, [public])) as sink:
        yield sink


@contextmanager
def decrypting(path: Path, key: str | None) -> Iterator[BinaryIO]:
    """The content of a backup. Raises BackupProblem for a key that is missing, public or another's and, once
    it shows, for a file that was cut or changed."""
    if not is_encrypted(path):
        with path.open("rb") as file:
            yield file
        return
    if key is None:
        raise BackupProblem("key_needed", path.name)
    if not key.startswith(SECRET):
        raise BackupProblem("key_public_only", path.name)
    with path.open("rb") as file, _decrypted(file, path, _secret(key)) as source:
        yield source


def _public(key: str) -> pyrage.x25519.Recipient:
    if key.startswith(SECRET):
        return _secret(key).to_public()
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise BackupProblem("key_unusable") from error


def _secret(key: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(key)
    except pyrage.IdentityError as error:
        raise BackupProblem("key_unusable") from error


@contextmanager
def _decrypted(file: BinaryIO, path: Path, key: pyrage.x25519.Identity) -> Iterator[BinaryIO]:
    failed: list[BaseException] = []
    read, write = os.pipe()

    def run() -> None:
        with os.fdopen(write, "wb") as sink:
            try:
                pyrage.decrypt_io(file, sink, [key])
            except BrokenPipeError:  # the reader has seen enough
                return
            except (pyrage.DecryptError, OSError) as error:
                failed.append(error)

    thread = threading.Thread(target=run, name="decrypting", daemon=True)
    with os.fdopen(read, "rb") as source:
        thread.start()
        try:
            yield source
        except BackupProblem:
            source.close()
            thread.join()
            raise _explained(failed, path) or BackupProblem("damaged", path.name) from None
    thread.join()
    if failed:
        raise _explained(failed, path) or BackupProblem("damaged", path.name)


def _explained(failed: list[BaseException], path: Path) -> BackupProblem | None:
    """What went wrong below is the reason for what went wrong above."""
    if not failed:
        return None
    is_key = isinstance(failed[0], pyrage.DecryptError) and "key" in str(failed[0]).lower()
    return BackupProblem("key_wrong" if is_key else "damaged", path.name)


@contextmanager
def _piped(run: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """A file to write into, read by `run` in a thread of its own; its error comes out here."""
    failed: list[BaseException] = []
    read, write = os.pipe()

    def work() -> None:
        with os.fdopen(read, "rb") as source:
            try:
                run(source)
            except BaseException as error:  # noqa: BLE001  # handed to whoever writes
                failed.append(error)

    thread = threading.Thread(target=work, name="encrypting", daemon=True)
    thread.start()
    sink = os.fdopen(write, "wb")
    try:
        yield sink
    finally:
        with contextlib.suppress(BrokenPipeError):
            sink.close()
        thread.join()
        if failed:
            raise failed[0]
