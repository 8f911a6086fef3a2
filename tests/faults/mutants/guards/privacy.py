"""What is kept about a person: seen by them, decided by others, forgotten for good."""

from tests.faults.mutants.guard import guard

ERASING, REQUESTS = "dti_core/campaign/privacy/erasing.py", "dti_core/campaign/privacy/requests.py"
FORGOTTEN = (
    "tests/privacy/test_erasing.py::test_nothing_that_names_or_reaches_the_person_is_left_in_any_table"
)
GUARDS = (
    guard(
        "who is forgotten leaves no name behind",
        ERASING,
        "    traces.replace(conn, known, pseudonym(person))\n",
        "",
        FORGOTTEN,
    ),
    guard(
        "nobody decides on their own wish",
        REQUESTS,
        '    if row.person_id == staffer.who.person:\n        return Refusal("oneself", str(request))\n',
        "",
        "tests/privacy/test_own_data.py::test_nobody_decides_on_their_own_wish",
    ),
    guard(
        "messages are kept for so long and no longer",
        "dti_core/campaign/privacy/retention.py",
        '    "messages": _messages,\n',
        "",
        "tests/privacy/test_erasing.py::test_what_has_been_kept_long_enough_is_forgotten_once_a_day",
    ),
)
