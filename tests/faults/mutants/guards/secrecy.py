"""Tokens and personal data stay where they belong."""

from tests.faults.mutants.guard import guard

GUARDS = (
    guard(
        "tokens are removed from log lines",
        "bot/redaction.py",
        "        return redact(self._inner.format(record), self._secrets)\n",
        "        return self._inner.format(record)\n",
        "tests/bot/test_redaction.py",
    ),
    guard(
        "a token is known by its shape",
        "bot/redaction.py",
        '    (re.compile(r"(?<!\\d)\\d{1,15}:[A-Za-z0-9_-]{30,}"), "<token>"),\n',
        "",
        "tests/bot/test_redaction.py",
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
