"""What came of a round of reminders, and whom to phone."""

from collections.abc import Sequence

from dti_core.messages.formatting import moment
from dti_core.messages.model import Choice, Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.reminder_verbs import CANCEL, MENU, PEOPLE, PHONES, ROUND, ROUNDS
from dti_core.messages.staff.reminder_view import Phone, Round
from dti_core.messages.staff.reminder_words import KINDS, phone_line, result_in_words, state_in_words, whom
from dti_core.messages.verbs import button

PAGE = 20
STATES = {"planned": "hẹn", "sending": "đang gửi", "sent": "đã gửi", "cancelled": "đã huỷ"}


def report(found: Round) -> Message:
    """The outcome in one look: how many got it, who did not and why."""
    text = lines(
        rich(
            "✓ Nhắc việc ({kind}): đã gửi **{n}**.",
            kind=state_in_words(found.kind, found.to_providers),
            n=found.count("delivered"),
        )
        if found.results
        else rich(
            "Nhắc việc ({kind}): không còn ai cần nhắc.", kind=state_in_words(found.kind, found.to_providers)
        ),
        _line(found, "Chưa gửi xong: {n}.", "queued"),
        _not_reached(found),
        _line(found, "Không cần gửi nữa: {n}.", "settled"),
    )
    return Message(text, _choices(found))


def _line(found: Round, template: str, *results: str) -> str | None:
    count = found.count(*results)
    return template.format(n=count) if count else None


def _not_reached(found: Round) -> str | None:
    missed = found.to_phone
    if not missed:
        return None
    units = list(dict.fromkeys(one.unit for one in missed))
    rest = f" và {len(units) - 5} nơi nữa" if len(units) > 5 else ""
    return f"Không đến được {len(units)} {whom(found.to_providers)}: {', '.join(units[:5])}{rest}."


def _choices(found: Round) -> tuple[tuple[Choice, ...], ...]:
    phone = (button("📞 Danh sách gọi điện", PHONES, found.id, 0),) if found.to_phone else ()
    people = (button("Từng người", PEOPLE, found.id, 0),) if found.results else ()
    rows = (phone, people, (button("Nhắc việc", MENU),))
    return tuple(row for row in rows if row)


def people(found: Round, page: int) -> Message:
    """Everybody with their result, a page at a time."""
    rows = [
        f"{one.unit}{f' – {one.name}' if one.name else ''}: {result_in_words(one.result, one.why)}"
        for one in found.results
    ]
    return _paged(
        rows, page, f"Kết quả nhắc việc ({state_in_words(found.kind, found.to_providers)})", PEOPLE, found.id
    )


def phones(missed: Sequence[Phone], page: int, source: int) -> Message:
    """Whom to phone, with numbers from the roster; `source`: the round, 0 for those who have not joined."""
    return _paged([phone_line(one) for one in missed], page, "📞 Danh sách gọi điện", PHONES, source)


def _paged(rows: Sequence[str], page: int, title: str, verb: str, about: int) -> Message:
    count = max(1, -(-len(rows) // PAGE))
    page %= count
    shown = rows[page * PAGE : (page + 1) * PAGE]
    head = rich("**{title}** – {n}", title=title, n=len(rows))
    text = lines(head, *(f"• {row}" for row in shown)) if rows else lines(head, "Không có ai.")
    other = [
        button("‹", verb, about, (page - 1) % count),
        button(f"{page + 1}/{count}", verb, about, page),
        button("›", verb, about, (page + 1) % count),
    ]
    leaf = (tuple(other),) if count > 1 else ()
    return Message(text, (*leaf, (button("Nhắc việc", MENU),)), in_place=True)


def rounds(found: Sequence[Round]) -> Message:
    """The latest rounds; planned ones can be cancelled."""
    rows = [f"• {_head(one)}" for one in found]
    picks = tuple((button(_head(one)[:60], ROUND, one.id),) for one in found)
    text = lines(rich("**Các lần nhắc**"), *rows) if rows else rich("Chưa có lần nhắc nào.")
    return Message(text, (*picks, (button("Nhắc việc", MENU),)))


def _head(one: Round) -> str:
    at = moment(one.planned_for, one.time_zone)
    how = " (tự động)" if one.by_rule else ""
    done = f", {one.count('delivered')}/{len(one.results)} đã nhận" if one.results else ""
    return f"{STATES[one.state].capitalize()} {at}: {state_in_words(one.kind, one.to_providers)}{how}{done}"


def planned(found: Round) -> Message:
    """One that waits for its time."""
    text = rich(
        "Hẹn gửi lúc **{at}** cho {kind} vào lúc đó.",
        at=moment(found.planned_for, found.time_zone),
        kind=state_in_words(found.kind, True) if found.to_providers else f"các đơn vị {KINDS[found.kind]}",
    )
    return Message(text, ((button("Huỷ hẹn", CANCEL, found.id), button("Các lần nhắc", ROUNDS)),))
