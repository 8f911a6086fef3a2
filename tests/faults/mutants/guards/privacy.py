"""What is kept about a person: seen by them, decided by others, forgotten for good."""

from tests.faults.mutants.guard import guard

ERASING, REQUESTS = "dti_core/campaign/privacy/erasing.py", "dti_core/campaign/privacy/requests.py"
FORGOTTEN = (
    "tests/privacy/test_erasing.py::test_nothing_that_names_or_reaches_the_person_is_left_in_any_table"
)
ROLES = "tests/privacy/test_erasing.py::test_every_role_ends_and_every_word_sent_to_them_is_gone"
GUARDS = (
    guard(
        "who is forgotten keeps no role",
        ERASING,
        "    _end_roles(conn, person, who, now)\n",
        "",
        ROLES,
    ),
    guard(
        "who is forgotten keeps no message",
        ERASING,
        "        conn.execute(sent.values(payload=EMPTY, message_ref=None, edit_ref=None, error=None))\n",
        "",
        ROLES,
    ),
    guard(
        "staff of another campaign decide on no wish",
        REQUESTS,
        '(_asked.id == request, _asked.state == "requested", _of_campaign(staffer))',
        '(_asked.id == request, _asked.state == "requested")',
        "tests/privacy/test_own_data.py::test_staff_of_another_campaign_neither_see_nor_decide",
    ),
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
