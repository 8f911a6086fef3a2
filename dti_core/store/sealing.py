"""Secrets at rest: sealed with the deployment's key, which lies outside the database and its backups."""

import base64
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

KEY_BYTES = 32
NONCE_BYTES = 12
FORM = "s1."
"""Starts everything sealed this way: AES-256-GCM, nonce first, in letters that fit a text column."""
OPTION = "dti_sealer"


class NoKey(Exception):
    """The database was opened without the deployment's key: a defect of whoever opened it."""


class Unsealable(Exception):
    """Sealed with another key, for another purpose, or damaged."""


class BadKey(ValueError):
    """Not 32 bytes in base64."""


class Sealer:
    """Seals with the first key, opens with any: so a key is changed by putting a new one in front."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if not keys:
            raise NoKey
        self._ciphers = [AESGCM(_derived(key)) for key in keys]

    def seal(self, content: bytes, purpose: str) -> str:
        """`purpose` says what it is and whose (`totp:17`): sealed text put into another row does not open."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._ciphers[0].encrypt(nonce, content, purpose.encode())
        return FORM + base64.urlsafe_b64encode(nonce + sealed).decode()

    def open(self, sealed: str, purpose: str) -> bytes:
        """What was sealed for this purpose; raises Unsealable."""
        from cryptography.exceptions import InvalidTag

        try:
            raw = base64.urlsafe_b64decode(sealed.removeprefix(FORM))
        except ValueError:
            raise Unsealable(purpose) from None
        if not sealed.startswith(FORM) or len(raw) < NONCE_BYTES:
            raise Unsealable(purpose)
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], purpose.encode())
            except InvalidTag:
                continue
        raise Unsealable(purpose)


def of(conn: "Connection") -> Sealer:
    """The deployment's sealer, which its database hands to every transaction; raises NoKey."""
    sealer = conn.get_execution_options().get(OPTION)
    if not isinstance(sealer, Sealer):
        raise NoKey
    return sealer


def parse_keys(text: str) -> tuple[bytes, ...]:
    """Keys in base64, separated by blanks or commas, the newest first; raises BadKey."""
    keys = tuple(_parsed(word) for word in text.replace(",", " ").split())
    if not keys:
        raise BadKey
    return keys


def new_key() -> str:
    """A key as it is written down."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def kept_keys(path: Path) -> tuple[bytes, ...]:
    """The keys in a file, which is made with a new one where there is none; two processes agree on one."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(new_key() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # whole or not at all, and never over another's
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return parse_keys(path.read_text(encoding="ascii", errors="replace"))


def _parsed(word: str) -> bytes:
    try:
        key = base64.b64decode(word.translate(str.maketrans("-_", "+/")), validate=True)
    except ValueError:
        raise BadKey from None
    if len(key) != KEY_BYTES:
        raise BadKey
    return key


def _derived(key: bytes) -> bytes:
    """A key for this one use, so that the same deployment key may serve others."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"dti sealing 1").derive(key)
