"""What comes in is kept once, what goes out is said once and in order."""

from tests.faults.mutants.guard import guard

MACHINE = "tests/faults/test_state_machine.py"
GUARDS = (
    guard(
        "a batch is confirmed only after it is stored",
        "bot/telegram/polling.py",
        "                await self._inbox.store(as_updates(batch))\n",
        "                if batch:\n"
        '                    await self._bot.raw_updates(batch[-1]["update_id"] + 1)\n'
        "                await self._inbox.store(as_updates(batch))\n",
        "tests/telegram/test_polling.py",
    ),
    guard(
        "a webhook answers only after the commit",
        "bot/telegram/webhook.py",
        "            return Response(status_code=503)",
        "            return Response(status_code=200)",
        "tests/telegram/test_webhook.py::test_while_the_database_is_away_nothing_is_confirmed",
    ),
    guard(
        "a repeated update is no error",
        "dti_core/campaign/inbox.py",
        '    "ON CONFLICT (channel, bot, update_id) DO NOTHING"\n',
        '    ""\n',
        "tests/bot/test_inbox.py::test_a_repeated_update_changes_nothing",
    ),
    guard(
        "an update is unique per channel, bot and id",
        "dti_core/store/migrations/first/delivery.py",
        'sa.UniqueConstraint("channel", "bot", "update_id"',
        'sa.UniqueConstraint("channel", "bot", "update_id", "id"',
        "tests/store/test_migrations.py::test_migrations_make_exactly_the_tables_of_the_models",
        "tests/bot/test_inbox.py::test_a_repeated_update_changes_nothing",
    ),
    guard(
        "an update that another process applied is not applied again",
        "bot/host/host.py",
        "            if row is None or row.id != ready.row.id:\n",
        "            if row is None:\n",
        "tests/faults/test_applied_once.py",
    ),
    guard(
        "an applied update is marked in the transaction that applies it",
        "bot/host/host.py",
        "            inbox.done(conn, row.id, self._now())\n            return applied\n",
        "        with self._db.write() as conn:\n"
        "            inbox.done(conn, row.id, self._now())\n        return applied\n",
        "tests/faults/test_applied_once.py",
    ),
    guard(
        "an update that cannot be borne is put aside",
        "bot/host/dispatcher.py",
        "        while attempts < most:\n",
        "        while True:\n",
        "tests/bot/test_dispatcher.py::test_an_update_that_fails_three_times_is_put_aside"
        "_and_the_next_goes_on",
    ),
    guard(
        "what killed the process is counted before it is tried again",
        "bot/host/dispatcher.py",
        "await self._try(job, MAX_DEATHS, careful=True, ready=ready)",
        "await self._try(job, MAX_DEATHS, careful=False, ready=ready)",
        "tests/bot/test_dispatcher.py::test_what_was_left_by_a_crash_is_counted_before_it_is_tried",
    ),
    guard(
        "a person's updates are applied one at a time, whatever the phone",
        "dti_core/campaign/conversations.py",
        "    conn.execute(behind.with_for_update(of=person))\n",
        "    conn.execute(behind)\n",
        "tests/faults/test_side_by_side.py::test_two_phones_of_one_person_are_heard_one_after_the_other",
    ),
    guard(
        "an update's reply is said once",
        "dti_core/store/migrations/first/delivery.py",
        'sa.UniqueConstraint("inbox_id", "position"',
        'sa.UniqueConstraint("inbox_id", "position", "id"',
        "tests/bot/test_outbox.py::test_one_update_says_each_of_its_replies_once",
    ),
    guard(
        "who has lost the right to send settles nothing",
        "dti_core/campaign/outbox.py",
        "    if not leases.still_held(conn, held):\n        return False\n",
        "",
        "tests/bot/test_outbox.py::test_whoever_lost_the_right_settles_nothing",
    ),
    guard(
        "the fence rises with every holder",
        "dti_core/campaign/leases.py",
        "    fence = row.fence + 1\n",
        "    fence = row.fence\n",
        "tests/bot/test_leases.py",
    ),
    guard(
        "the right is refused while another process has it",
        "dti_core/campaign/leases.py",
        "    if row.expires_at > now and row.holder != holder and not is_dead(row.holder):\n"
        "        return None\n",
        "",
        "tests/bot/test_leases.py::test_a_second_process_has_to_wait",
    ),
    guard(
        "a message is settled once",
        "dti_core/campaign/outbox.py",
        '    waiting = update(outbox).where(outbox.c.id == row_id, outbox.c.state == "pending")\n'
        "    return conn.execute(waiting.values(**values)).rowcount == 1\n",
        "    waiting = update(outbox).where(outbox.c.id == row_id)\n"
        "    return conn.execute(waiting.values(**values)).rowcount == 1\n",
        "tests/bot/test_outbox.py::test_a_message_is_settled_once",
    ),
    guard(
        "a message waits for the one before it",
        "bot/sender/inflight.py",
        "        return key not in self._tasks and self._free_since.get(key, -1.0) < read_at\n",
        "        return True\n",
        "tests/bot/test_inflight.py",
    ),
    guard(
        "a status message that changed while it was sent is sent again",
        "dti_core/campaign/status_delivery.py",
        '        "sent_seq": item.wanted,\n        "message_ref": ref,\n',
        '        "sent_seq": s.wanted_seq,\n        "message_ref": ref,\n',
        "tests/faults/test_applied_once.py",
    ),
    guard(
        "the pinned message is not replaced by a list",
        "bot/host/turn.py",
        "        return None if is_pinned else pressed\n",
        "        return pressed\n",
        "tests/faults/test_found_by_the_machine.py",
    ),
    guard(
        "words typed before the question was seen are asked back",
        "bot/host/seen.py",
        "    return incoming.order > order\n",
        "    return True\n",
        "tests/bot/test_seen.py::test_words_above_the_question_do_not",
    ),
    guard(
        "an old button changes nothing that was answered since",
        "bot/dialogue/answering.py",
        "    if stored and drawn != str(stored.revision):\n",
        "    if stored and not drawn:\n",
        "tests/conversations/test_golden.py",
        "tests/dialogue/test_contracts.py",
    ),
    guard(
        "a reply does not wait for a clock that was set back",
        "bot/sender/sender.py",
        "    return left if left <= (OVER_NIGHT if head.lane == BULK else LONGEST_WAIT) else 0.0\n",
        "    return left\n",
        "tests/faults/test_clock_set_back.py",
    ),
    guard(
        "the wake flag comes down when the job begins, not when it ends",
        "worker/jobs.py",
        "        self.connection.delete(flag_of(str(job.func_name)))\n"
        "        return super().perform_job(job, queue, execution)\n",
        "        done = super().perform_job(job, queue, execution)\n"
        "        self.connection.delete(flag_of(str(job.func_name)))\n"
        "        return done\n",
        "tests/worker/test_queue.py::test_many_wakeups_during_a_run_cause_exactly_one_further_run",
    ),
    guard(
        "a lost wake-up is asked for again",
        "worker/sweeper.py",
        "            self._wakeups.ask_again()\n",
        "            pass\n",
        "tests/worker/test_sweeper.py",
    ),
    guard(
        "a task stays with a worker that takes its time",
        "dti_core/campaign/errands.py",
        "            with kept(db, task.id, clock):\n",
        "            if True:\n",
        "tests/staff/test_errands.py::test_a_task_that_takes_its_time_stays_its_workers",
    ),
    guard(
        "a task is settled once",
        "dti_core/campaign/tasks.py",
        '    running = and_(_task.id == task, _task.state == "running")\n',
        "    running = and_(_task.id == task)\n",
        "tests/faults/test_guards_hold.py::test_a_task_that_is_settled_stays_so",
    ),
    guard(
        "nobody gets two reminders a day",
        "dti_core/store/migrations/second/reminders.py",
        '"day"],\n',
        '"day", "id"],\n',
        "tests/faults/test_guards_hold.py::test_the_database_itself_allows_no_second_reminder_on_a_day",
    ),
)
