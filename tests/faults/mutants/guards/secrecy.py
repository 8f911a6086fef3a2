"""Tokens and personal data stay where they belong."""

from tests.faults.mutants.guard import guard

REDACTION = "tests/privacy/test_redaction.py"
SEALING = "dti_core/store/sealing.py"
GUARDS = (
    guard(
        "an exception is told without what people typed",
        "dti_core/privacy/defects.py",
        '    said = " ".join(str(error).split()) if _is_about_machines(error) else ""\n',
        '    said = " ".join(str(error).split())\n',
        "tests/privacy/test_defects.py",
    ),
    guard(
        "telephone numbers are removed from log lines",
        "dti_core/privacy/redaction.py",
        ', "<phone>"),\n',
        ', r"\\g<0>"),\n',
        REDACTION,
    ),
    guard(
        "what is sealed opens for its own purpose only",
        SEALING,
        "return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], purpose.encode())",
        'return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], b"any")',
        "tests/store/test_sealing.py",
    ),
    guard(
        "every sealing has a nonce of its own",
        SEALING,
        "        nonce = os.urandom(NONCE_BYTES)\n",
        "        nonce = bytes(NONCE_BYTES)\n",
        "tests/store/test_sealing.py",
    ),
    guard(
        "the key's file is for its owner alone",
        SEALING,
        "os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)",
        "os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)",
        "tests/store/test_sealing.py",
    ),
    guard(
        "no link leads to a private address",
        "worker/links/door.py",
        '            raise Barred("private")\n\n    def _name',
        "            pass\n\n    def _name",
        "tests/links/test_door.py",
    ),
    guard(
        "an address in disguise is still private",
        "worker/links/addresses.py",
        "    return address.is_global and not address.is_multicast and not address.is_reserved\n",
        "    return not address.is_private\n",
        "tests/links/test_door.py",
    ),
    guard(
        "the address that is connected to is the one that was checked",
        "worker/links/fetching.py",
        "            self.door.check(address)\n",
        "            pass\n",
        "tests/links/test_fetching.py",
    ),
    guard(
        "a redirect is checked like the first address",
        "worker/links/fetching.py",
        "            target = self.door.target(way[-1])\n",
        "            target = self.door.target(way[0])\n",
        "tests/links/test_fetching.py",
    ),
    guard(
        "a link with a login is not followed",
        "worker/links/door.py",
        '            raise Barred("login")\n',
        "            pass\n",
        "tests/links/test_door.py",
    ),
    guard(
        "a link leads to the ports of the web only",
        "worker/links/door.py",
        '            raise Barred("port")\n',
        "            pass\n",
        "tests/links/test_door.py",
    ),
    guard(
        "tokens are removed from log lines",
        "dti_core/privacy/protection.py",
        "        return redact(self._inner.format(record), self._secrets)\n",
        "        return self._inner.format(record)\n",
        REDACTION,
    ),
    guard(
        "a token is known by its shape",
        "dti_core/privacy/redaction.py",
        '    (re.compile(r"(?<!\\d)\\d{1,15}:[A-Za-z0-9_-]{30,}"), "<token>"),\n',
        "",
        REDACTION,
    ),
    guard(
        "only the hash of an invitation is kept",
        "dti_core/campaign/invitations.py",
        '        "token_hash": _hash(token),\n',
        '        "token_hash": token,\n',
        "tests/campaign/test_invitations.py::test_a_token_fits_a_deep_link_and_only_its_hash_is_kept",
    ),
    guard(
        "the database is for its owner alone",
        "dti_core/store/sqlite.py",
        "        self.path.chmod(0o600)\n",
        "        self.path.chmod(0o644)\n",
        "tests/store/test_database.py::test_the_file_is_for_its_owner_alone",
    ),
    guard(
        "an error carries nothing that people typed",
        "dti_core/store/sqlite.py",
        "            hide_parameters=True,  # an error must not carry what people typed into a log\n",
        "",
        "tests/faults/test_guards_hold.py::test_an_error_of_the_database_carries_nothing_that_was_typed",
    ),
)
