"""Who is who: the second factor, invitations bound to their person, one-time pages, floods."""

from tests.faults.mutants.guard import guard

FACTOR, BINDING, PASSES = (
    "dti_core/campaign/second_factor.py",
    "dti_core/campaign/binding.py",
    "dti_core/campaign/passes.py",
)
PAGES = "tests/pages/test_secret_evidence.py"
GUARDS = (
    guard(
        "a code of the second factor works once",
        FACTOR,
        "if step > row.last_step and pyotp",
        "if pyotp",
        "tests/campaign/test_second_factor.py::test_no_code_works_twice",
    ),
    guard(
        "wrong codes lock the second factor",
        FACTOR,
        "    locked = failures >= TRIES\n",
        "    locked = False\n",
        "tests/campaign/test_second_factor.py::test_wrong_codes_lock_for_a_while_even_against_the_right_one",
    ),
    guard(
        "a shared card of somebody else opens nothing",
        BINDING,
        "if not own or given is None or given != listed:",
        "if given is None or given != listed:",
        "tests/staff/test_joining_bound.py::test_a_card_of_somebody_else_opens_nothing",
    ),
    guard(
        "a code from the staff dies of wrong guesses",
        BINDING,
        "kept is None or kept.expires_at <= now or kept.tries >= CODE_TRIES",
        "kept is None or kept.expires_at <= now",
        "tests/campaign/test_binding.py::test_five_wrong_tries_end_a_code",
    ),
    guard(
        "a page's link works once",
        PASSES,
        "    live = (_p.token_hash == _hash(token), _p.used_at.is_(None), _p.expires_at > now)\n"
        "    used = update",
        "    live = (_p.token_hash == _hash(token), _p.expires_at > now)\n    used = update",
        f"{PAGES}::test_a_link_works_once_and_looking_at_it_uses_nothing_up",
        f"{PAGES}::test_of_two_who_send_a_form_at_once_one_is_taken",
    ),
    guard(
        "one person's flood is left aside",
        "bot/host/floods.py",
        "        if len(here.taken) < self._most:\n",
        "        if len(here.taken) <= self._most:\n",
        "tests/bot/test_floods.py",
    ),
)
