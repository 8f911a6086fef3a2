from worker.restarts import Restart, RestartPolicy

POLICY = RestartPolicy(first=0.2, growth=2.0, longest=5.0, healthy_after=30.0)


def test_the_first_end_is_followed_by_a_quick_start() -> None:
    assert POLICY.after_end(failures=0, ran_for=1.0) == Restart(delay=0.2, failures=1)


def test_each_further_end_waits_twice_as_long_up_to_the_longest() -> None:
    delays, failures = [], 0
    for _ in range(8):
        decision = POLICY.after_end(failures, ran_for=0.1)
        delays.append(decision.delay)
        failures = decision.failures
    assert delays == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 5.0]


def test_a_long_healthy_run_is_forgiven_all_earlier_ends() -> None:
    assert POLICY.after_end(failures=7, ran_for=30.0) == Restart(delay=0.2, failures=1)


def test_endless_failures_do_not_overflow() -> None:
    assert POLICY.after_end(failures=10_000, ran_for=0.0).delay == 5.0
