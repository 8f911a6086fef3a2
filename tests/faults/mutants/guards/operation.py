"""What the operator relies on: backups, upgrades, the log, signs of life, the scanner."""

from tests.faults.mutants.guard import guard

ROUND, UPGRADE = "tests/backup/test_round_trip.py", "tests/backup/test_upgrade.py"
REFUSALS, SCANNING = "tests/backup/test_refusals.py", "tests/campaign/test_scanning.py"
ARCHIVE, FILING = "dti_core/store/backup/archive.py", "dti_core/store/backup/filing.py"
LOGS, DOCTOR = "tests/dti/test_log_forms.py", "tests/doctor/test_doctor.py"
GUARDS = (
    guard(
        "a server that only reads is not written to",
        "dti_core/store/postgres.py",
        '        event.listen(self.writer, "checkin", _forget_mode)\n',
        "",
        "tests/faults/test_postgres.py::test_a_server_that_only_reads_for_a_while_is_waited_for_and_named",
    ),
    guard(
        "a backup without its list is refused",
        ARCHIVE,
        '    if manifest is None:\n        raise BackupProblem("truncated" if seen else "not_a_backup")\n',
        "    if manifest is None:\n        return {}\n",
        f"{REFUSALS}::test_a_backup_that_ends_without_its_list_is_refused",
    ),
    guard(
        "a name in a backup never leads out of the folder",
        FILING,
        '    if place is None:\n        raise BackupProblem("damaged", member.name)\n'
        "    path = data_dir / place[1]\n",
        '    path = data_dir / member.name.removeprefix("files/")\n',
        f"{REFUSALS}::test_a_name_in_a_backup_never_leads_out_of_the_folder",
    ),
    guard(
        "numbers given once are never given again after a restore",
        "dti_core/store/backup/loading.py",
        "        elif last and _is_counted(conn, table):",
        "        elif False:",
        f"{ROUND}::test_numbers_that_were_given_once_are_never_given_again",
    ),
    guard(
        "a plain backup carries no key",
        "dti_core/store/backup/make.py",
        "            if encrypted:\n                archive.add(KEY",
        "            if True:\n                archive.add(KEY",
        f"{ROUND}::test_an_encrypted_backup_carries_the_key_of_sealed_secrets_and_a_plain_one_does_not",
    ),
    guard(
        "no upgrade beside living processes",
        "dti/backup_actions.py",
        "    if alive and not args.force:",
        "    if False:",
        f"{UPGRADE}::test_an_upgrade_beside_living_processes_is_refused",
    ),
    guard(
        "a backup before an upgrade",
        "dti/backup_actions.py",
        "    if not args.no_backup:",
        "    if False:",
        f"{UPGRADE}::test_an_upgrade_that_fails_leaves_the_old_database_and_the_backup",
    ),
    guard(
        "what the scanner could not look at is not taken",
        "dti_core/campaign/scanning.py",
        "        if code not in (CLEAN, FOUND):",
        "        if False:",
        f"{SCANNING}::test_what_could_not_be_looked_at_is_not_taken_and_the_trouble_told",
    ),
    guard(
        "the scanner is asked",
        "dti_core/campaign/files.py",
        "        if scanner is not None and not scanner.is_clean(path):",
        "        if False:",
        f"{SCANNING}::test_an_infected_file_is_refused_and_kept_apart_where_nobody_gets_it",
    ),
    guard(
        "the trail tells ids only",
        "dti_core/trail.py",
        "        if unknown:",
        "        if False:",
        f"{LOGS}::test_a_station_tells_ids_only",
    ),
    guard(
        "threads work under the name of the update",
        "bot/host/dispatcher.py",
        "lambda: here.run(work)",
        "work",
        "tests/bot/test_dispatcher.py::test_every_update_is_applied_under_its_own_name_also_in_the_threads",
    ),
    guard(
        "old signs of life are none",
        "dti_core/campaign/heartbeats.py",
        "        return now - self.seen_at < ALIVE",
        "        return True",
        f"{DOCTOR}::test_processes_that_died_are_named_and_those_that_live_are_not",
    ),
    guard(
        "only what was put aside is tried again",
        "dti_core/campaign/inbox.py",
        '    aside = update(inbox).where(inbox.c.state == "quarantined")',
        "    aside = update(inbox)",
        "tests/doctor/test_inbox.py::test_what_was_applied_is_never_applied_again",
    ),
    guard(
        "a province's authority is trusted where it is named",
        "dti_core/trust.py",
        "    if ca_file is not None:",
        "    if False:",
        "tests/telegram/test_own_authority.py::test_an_authority_that_is_named_is_trusted",
    ),
)
