"""Who may do what is decided from who speaks, never from what a button says."""

from tests.faults.mutants.guard import guard

ANSWERS, REVIEW = "tests/campaign/test_answers.py", "tests/staff/test_review.py"
SEAT, PLACE = "dti_core/campaign/seat.py", "dti_core/campaign/staff/review_place.py"
INVITATIONS = "dti_core/campaign/invitations.py"
GUARDS = (
    guard(
        "a seat is taken by whose it is",
        SEAT,
        '        t.assignment.c.person_id == bindparam("person"),\n'
        "        t.assignment.c.revoked_at.is_(None),\n",
        "        t.assignment.c.revoked_at.is_(None),\n",
        "tests/faults/test_guards_hold.py::test_nobody_sits_down_on_anothers_seat",
    ),
    guard(
        "a revoked role answers no more",
        SEAT,
        '        t.assignment.c.person_id == bindparam("person"),\n'
        "        t.assignment.c.revoked_at.is_(None),\n",
        '        t.assignment.c.person_id == bindparam("person"),\n',
        f"{ANSWERS}::test_a_revoked_assignment_answers_no_more",
    ),
    guard(
        "a provider answers only their own figures",
        SEAT,
        "        if self.inputs is not None and key not in self.inputs:\n            return False\n",
        "",
        f"{ANSWERS}::test_a_provider_answers_only_their_own_inputs_under_their_own_name",
    ),
    guard(
        "a unit that has handed in is locked",
        SEAT,
        '        if state not in states.EDITABLE:\n            return Refusal("locked", state)\n',
        "",
        f"{ANSWERS}::test_a_submitted_unit_is_locked_until_it_is_withdrawn",
    ),
    guard(
        "after the deadline nothing changes",
        SEAT,
        '        return self.state == "closed" or now >= self.closes_at\n',
        '        return self.state == "closed"\n',
        f"{ANSWERS}::test_before_the_opening_and_after_the_deadline_nothing_changes",
    ),
    guard(
        "after a return only what was sent back changes",
        SEAT,
        "        return self.may_touch(criterion) and (self.reopened is None or criterion in "
        "self.reopened)\n",
        "        return self.may_touch(criterion)\n",
        f"{REVIEW}::test_the_unit_is_told_once_per_batch_and_answers_only_what_was_sent_back",
        "tests/faults/test_guards_hold.py::test_after_a_return_words_on_another_criterion_are_refused",
    ),
    guard(
        "a desk is seen by whose it is",
        "dti_core/campaign/desk.py",
        '    .where(t.assignment.c.id == bindparam("assignment"), t.assignment.c.person_id == '
        'bindparam("person"))\n',
        '    .where(t.assignment.c.id == bindparam("assignment"))\n',
        "tests/campaign/test_desk.py::test_nobody_sees_the_desk_of_another",
    ),
    guard(
        "another unit's evidence is out of reach",
        "dti_core/campaign/evidence.py",
        "    here = select(t.evidence).where(_row.enrolment_id == place.enrolment, "
        "_row.withdrawn_at.is_(None))\n",
        "    here = select(t.evidence).where(_row.withdrawn_at.is_(None))\n",
        "tests/campaign/test_evidence.py::test_another_units_evidence_is_out_of_reach",
    ),
    guard(
        "a role is switched among one's own",
        "dti_core/campaign/people.py",
        "    mine = (t.assignment.c.person_id == speaker.person) & t.assignment.c.revoked_at.is_(None)\n",
        "    mine = t.assignment.c.revoked_at.is_(None)\n",
        "tests/campaign/test_invitations.py::test_several_roles_are_switched_explicitly_a"
        "nd_only_among_ones_own",
    ),
    guard(
        "an invitation is good for one person",
        INVITATIONS,
        "    return (mine.id == invitation, mine.used_at.is_(None), mine.revoked_at.is_(None))\n",
        "    return (mine.id == invitation, mine.revoked_at.is_(None))\n",
        "tests/campaign/test_invitations.py::test_two_people_who_accept_at_the_same_moment_are_one_too_many",
    ),
    guard(
        "an invitation runs out",
        INVITATIONS,
        '    return "expired" if row.expires_at <= now else "valid"\n',
        '    return "valid"\n',
        "tests/campaign/test_invitations.py::test_an_expired_or_revoked_invitation_says_so",
    ),
    guard(
        "the number in a button opens no invitation",
        "dti_core/campaign/invitations.py",
        "    row = binding.opened(conn, person, invitation)\n"
        "    if row is None:\n        return None\n    return _view",
        "    row = conn.execute(select(t.invitation).where(t.invitation.c.id == invitation)).one_or_none()\n"
        "    if row is None:\n        return None\n    return _view",
        "tests/campaign/test_invitations.py::test_the_number_in_a_button_opens_nothing_fo"
        "r_who_never_had_the_link",
    ),
    guard(
        "guessing codes is stopped",
        INVITATIONS,
        "    return int(conn.execute(tries).scalar_one()) >= TRIES\n",
        "    return False\n",
        "tests/campaign/test_invitations.py::test_guessing_codes_is_stopped_for_a_while",
    ),
    guard(
        "nobody reviews their own unit",
        PLACE,
        '    if row.id in staffer.own:\n        return Refusal("own_unit", row.unit_name)\n',
        "",
        f"{REVIEW}::test_nobody_reviews_their_own_unit",
    ),
    guard(
        "a reviewer reaches only the groups assigned to them",
        PLACE,
        '    if not staffer.reaches(row.group_id):\n        return Refusal("out_of_reach", row.unit_name)\n'
        '    if row.campaign_state == "published":\n',
        '    if row.campaign_state == "published":\n',
        f"{REVIEW}::test_assigned_reviewers_reach_only_their_groups_and_indices",
        "tests/faults/test_guards_hold.py::test_a_reviewer_of_one_group_decides_nothing_in_another",
    ),
    guard(
        "a unit of another campaign is unknown to the staff",
        PLACE,
        "        .where(t.enrolment.c.id == enrolment, t.enrolment.c.campaign_id == staffer.campaign)\n",
        "        .where(t.enrolment.c.id == enrolment)\n",
        f"{REVIEW}::test_a_unit_of_another_campaign_is_unknown",
    ),
    guard(
        "a role has the powers of the table",
        "dti_core/campaign/staff/powers.py",
        "    return power in POWERS.get(role, frozenset())\n",
        "    return role in POWERS\n",
        "tests/staff/test_every_role_and_button.py",
    ),
    guard(
        "a role that is taken away in the same moment comes before or after",
        "dti_core/campaign/staff/staffer.py",
        "    .with_for_update()\n)\n_OWN",
        ")\n_OWN",
        "tests/faults/test_side_by_side.py::test_a_role_is_taken_away_before_or_after_a_d"
        "ecision_and_not_amid",
    ),
    guard(
        "a webhook is opened by the secret alone",
        "bot/telegram/webhook.py",
        "        if not hmac.compare_digest(given.encode(), secret.encode()):\n",
        "        if not given:\n",
        "tests/telegram/test_webhook.py::test_nobody_gets_in_without_the_secret",
    ),
    guard(
        "the secret is compared in constant time",
        "bot/telegram/webhook.py",
        "not hmac.compare_digest(given.encode(), secret.encode())",
        "given != secret",
        "tests/faults/test_guards_hold.py::test_the_webhooks_secret_is_compared_in_constant_time",
    ),
    guard(
        "workers do only our own jobs",
        "worker/jobs.py",
        "        return plain and name in self.table and all(",
        "        return plain and all(",
        "tests/worker/test_jobs.py",
    ),
    guard(
        "the sandbox is for this machine",
        "sandbox/guard.py",
        '        if not self.open_hosts and urlsplit(f"//{host}").hostname not in _OWN_NAMES:\n'
        "            return True\n",
        "",
        "tests/sandbox/test_guard.py",
    ),
)
