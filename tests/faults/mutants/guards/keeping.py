"""What was saved comes back whole or not at all; what must go goes for good."""

from tests.faults.mutants.guard import guard

RESTORE, PURGING = "dti_core/store/backup/restore.py", "dti_core/campaign/staff/purging.py"
REFUSALS = "tests/backup/test_refusals.py"
GUARDS = (
    guard(
        "a backup is held against its checksums",
        "dti_core/store/backup/archive.py",
        "    _compare(seen, manifest)\n    return manifest\n",
        "    return manifest\n",
        f"{REFUSALS}::test_a_backup_that_was_changed_anywhere_is_refused",
    ),
    guard(
        "nothing is restored over what is there",
        RESTORE,
        "    _need_empty_place(db, data_dir, content.schema)\n",
        "",
        f"{REFUSALS}::test_a_place_that_is_not_empty_is_refused_and_left_alone",
    ),
    guard(
        "a backup of a later program is refused",
        RESTORE,
        '    if content.schema not in REVISIONS:\n        raise BackupProblem("newer", content.schema)\n',
        "",
        f"{REFUSALS}::test_a_backup_of_a_later_program_is_refused",
    ),
    guard(
        "a confidential file goes with a reason only",
        PURGING,
        '        return Refusal("reason_needed")\n',
        '        why = "?"\n',
        "tests/staff/test_purging.py::test_without_a_reason_nothing_goes",
    ),
    guard(
        "only who may remove confidential evidence does",
        PURGING,
        '    if refusal := staffer.lacks("purge"):\n        return refusal\n',
        "",
        "tests/staff/test_purging.py::test_nobody_else_is_offered_it_or_may_do_it",
    ),
    guard(
        "a link that was removed stands in no text any more",
        PURGING,
        "        purged_links.forget(conn, row.url, [one.id for one in same])\n",
        "",
        "tests/staff/test_purging_links.py::test_the_address_and_what_was_found_there_stand_nowhere_any_more",
    ),
    guard(
        "what was found behind a removed link goes with it",
        "dti_core/campaign/staff/purged_links.py",
        "    conn.execute(update(t.evidence_check).where(mine).values(_FOUND))\n",
        "",
        "tests/staff/test_purging_links.py::test_a_look_that_was_under_way_brings_nothing_back",
    ),
    guard(
        "books on their way do not leave with a removed link",
        PURGING,
        "        stopped = purged_copies.stop_books(conn, now)\n",
        "        stopped = 0\n",
        "tests/staff/test_purging_links.py::test_books_on_their_way_and_books_that_were_received_go_too",
    ),
)
