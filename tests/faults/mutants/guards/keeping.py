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
)
