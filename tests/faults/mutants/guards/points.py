"""Points follow the stored answers, whoever computes side by side; ranks are those of the decision."""

from tests.faults.mutants.guard import guard

SIDE = "tests/campaign/test_scores_side_by_side.py"
UNIT, GROUP, CLAIMS = (f"dti_core/campaign/scoring_{room}.py" for room in ("unit", "group", "claims"))
GUARDS = (
    guard(
        "an older score never replaces a newer one",
        UNIT,
        "enrolment.scored_version < row.wanted_version, ~published.exists())",
        "~published.exists())",
        SIDE,
    ),
    guard(
        "a published campaign is not scored again",
        UNIT,
        "enrolment.scored_version < row.wanted_version, ~published.exists())",
        "enrolment.scored_version < row.wanted_version)",
        "tests/campaign/test_scores.py::test_a_published_campaign_refuses_new_scores",
    ),
    guard(
        "a score is stamped with the version that was read with its answers",
        UNIT,
        'done = {"scored_version": row.wanted_version,',
        'done = {"scored_version": enrolment.wanted_version,',
        SIDE,
    ),
    guard(
        "version and answers are read in one snapshot",
        "dti_core/store/postgres.py",
        '            isolation_level="REPEATABLE READ", postgresql_readonly=True\n',
        '            isolation_level="READ COMMITTED", postgresql_readonly=True\n',
        SIDE,
    ),
    guard(
        "an older group pass never replaces a newer one",
        GROUP,
        "    older = (*here, _group.computed_version < snapshot.version)\n",
        "    older = here\n",
        SIDE,
    ),
    guard(
        "who depends on a best that moved is computed again",
        GROUP,
        "        _mark_dependents(conn, snapshot, moved)\n",
        "        pass\n",
        "tests/campaign/test_scores.py::test_one_units_answer_moves_anothers_points",
    ),
    guard(
        "a unit is computed by one worker at a time",
        CLAIMS,
        "        .where(_e.id.in_(units), _e.wanted_version > _e.scored_version, _free(now))\n",
        "        .where(_e.id.in_(units), _e.wanted_version > _e.scored_version)\n",
        f"{SIDE}::test_two_workers_never_take_the_same_unit",
    ),
    guard(
        "the claim of a dead worker runs out",
        CLAIMS,
        "_e.claimed_until.is_(None), _e.claimed_until <= now, ",
        "_e.claimed_until.is_(None), ",
        f"{SIDE}::test_the_claims_of_a_dead_worker_run_out",
    ),
    guard(
        "a claim does not outlive a clock that was set back",
        CLAIMS,
        ", _e.claimed_until > now + CLAIM)",
        ")",
        "tests/faults/test_clock_set_back.py",
    ),
    guard(
        "a unit does not rest until a clock that was set back has caught up",
        CLAIMS,
        ", _e.scored_at > now)",
        ")",
        "tests/faults/test_clock_set_back.py",
    ),
    guard(
        "an answer raises the version that is wanted",
        "dti_core/campaign/marks.py",
        '    conn.execute(_TOUCH, {"enrolment": enrolment, "now": now, "because": because})\n',
        "",
        "tests/campaign/test_scores.py",
    ),
    guard(
        "whose rank moved is told",
        UNIT,
        "        marks.peers_status_changed(conn, passed, now + PEERS_WAIT)\n",
        "        pass\n",
        "tests/campaign/test_status_marks.py",
    ),
    guard(
        "how many are past the half is told to all of the group",
        UNIT,
        "        marks.peers_status_changed(conn, others, now + PEERS_WAIT)\n        return\n",
        "        pass\n",
        "tests/campaign/test_status_marks.py",
    ),
    guard(
        "ranks compare points as they are shown",
        "dti_core/scoring/ranking.py",
        "half_up(value, 2)",
        "value",
        "tests/scoring/test_rounding.py::test_points_that_read_the_same_are_equal",
    ),
    guard(
        "equals share a rank and the next one is skipped",
        "dti_core/scoring/ranking.py",
        "sorted(shown.values(), reverse=True)",
        "sorted(set(shown.values()), reverse=True)",
        "tests/scoring/test_rounding.py::test_ties_share_a_rank_and_the_next_rank_is_skipped",
    ),
    guard(
        "volunteers count for nobody's rank",
        "dti_core/campaign/standing.py",
        "    t.score.c.volunteer.is_(False),\n)\n",
        ")\n",
        "tests/campaign/test_scores.py::test_ranks_share_places_and_leave_volunteers_out",
    ),
    guard(
        "a request that nobody granted earns nothing",
        "dti_core/campaign/unit_answers.py",
        '{row.criterion: row.kind for row in rows if row.state == "granted"}',
        '{row.criterion: row.kind or "max" for row in rows}',
        "tests/campaign/test_scores.py::test_requests_earn_nothing_and_granted_exemptions_what_they_say",
    ),
)
