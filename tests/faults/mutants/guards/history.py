"""Every value and state has its history; evidence is there before it is confirmed."""

from tests.faults.mutants.guard import guard

GUARDS = (
    guard(
        "a change of an answer is a revision",
        "dti_core/campaign/answers.py",
        "    conn.execute(insert(t.answer_revision), _row(place, key, source, now) | change)\n",
        "",
        "tests/campaign/test_answers.py",
    ),
    guard(
        "the same value again is no change",
        "dti_core/campaign/answers.py",
        "    if old == value:\n        return Recorded(key, revision, changed=False)\n",
        "",
        "tests/campaign/test_answers.py::test_the_same_value_again_is_no_change",
    ),
    guard(
        "a change of state is written down",
        "dti_core/campaign/progress.py",
        '    seat.note(conn, Act(f"enrolment_{event}", "enrolment", seat.state, new, reason), now)\n',
        "",
        "tests/campaign",
    ),
    guard(
        "the bytes of evidence are on disk before it is confirmed",
        "dti_core/campaign/files.py",
        "        _put(path, evidence, digest)\n",
        "",
        "tests/campaign/test_evidence.py",
    ),
    guard(
        "a results book is published as it was looked at",
        "dti_core/campaign/staff/publishing.py",
        '    if outlook.mark != mark:\n        return Refusal("seen_before")\n',
        "",
        "tests/staff/test_publishing.py::test_results_that_changed_since_they_were_looked"
        "_at_are_not_published",
    ),
    guard(
        "a campaign is published once",
        "dti_core/campaign/staff/publishing.py",
        '    if campaign.state == "published":\n        return Refusal("published")\n',
        "",
        "tests/staff/test_publishing.py",
    ),
    guard(
        "a decision on what has changed since it was drawn is refused",
        "dti_core/campaign/staff/review.py",
        '        return Refusal("seen_before", node.id)\n',
        "        pass\n",
        "tests/staff/test_review.py::test_a_decision_on_what_has_changed_since_it_was_drawn_is_refused",
    ),
    guard(
        "a database of a newer version is left alone",
        "dti_core/store/schema.py",
        "    if found is not None and found not in REVISIONS:\n",
        "    if found is None:\n",
        "tests/store/test_migrations.py::test_a_newer_database_is_refused_and_left_alone",
    ),
    guard(
        "writers of a file queue up",
        "dti_core/store/filelock.py",
        "            fcntl.flock(handle, fcntl.LOCK_EX)\n",
        "",
        "tests/store/test_filelock.py",
    ),
)
