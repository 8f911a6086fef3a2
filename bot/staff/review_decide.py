"""Decisions on one item: accepted with one tap; points, reasons and notes are asked for."""

from collections.abc import Callable
from fractions import Fraction

from bot.staff import review_walk as walk
from bot.staff.desk import Args, Desk
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review, review_figures, review_proofs, review_requests
from dti_core.campaign.staff.review import Done, Target
from dti_core.campaign.staff.review_place import look
from dti_core.messages.model import Message
from dti_core.messages.rich import rich
from dti_core.messages.staff import review_asking as texts
from dti_core.messages.staff import review_trouble as trouble
from dti_core.messages.staff.review_views import Said
from dti_core.survey.numbers import Number, read

ASKING_POINTS, ASKING_REASON, ASKING_NOTE, ASKING_REFUSAL = "rv.points", "rv.reason", "rv.note", "rv.refusal"
"""What typed words are about; the focus carries enrolment, criterion, stamp and what is being done."""


def accept(desk: Desk, args: Args) -> None:
    """One tap, and the next one."""
    _after(desk, args, review.accept(desk.conn, desk.staffer, _target(args), desk.now))


def undo(desk: Desk, args: Args) -> None:
    """As if nothing had been said; the same item again."""
    done = review.take_back(desk.conn, desk.staffer, _target(args), desk.now)
    _told(desk, args, done, lambda: walk.show(desk, int(args[0]), args[1]))


def adjust(desk: Desk, args: Args) -> None:
    """Other points: how many?"""
    _ask_points(desk, args, "adjust")


def give(desk: Desk, args: Args) -> None:
    """An expert's points: how many?"""
    _ask_points(desk, args, "assess")


def points(desk: Desk, args: Args) -> None:
    """One of the offered points."""
    typed_points(desk, args[0].replace(".", ","))


def typed_points(desk: Desk, text: str) -> None:
    """Points typed, or taken from a button; then the reason."""
    focus = desk.state.focus
    if focus.kind != ASKING_POINTS or (item := walk.load(desk, int(focus.args[0]), focus.args[1])) is None:
        _lost(desk)
        return
    value = points_of(text)
    if value is None or not 0 <= value <= item.maximum:
        desk.say(texts.bad_points(item))
        return
    desk.focus(ASKING_REASON, *focus.args, f"{value.numerator}/{value.denominator}")
    desk.say(texts.ask_reason(item, "points", value))


def points_of(text: str) -> Fraction | None:
    """Typed points: a plain number with at most two decimals, since no more are shown."""
    found = read(text)
    plain = isinstance(found, Number) and not found.absolute
    return (
        found.value if plain and isinstance(found, Number) and (found.value * 100).denominator == 1 else None
    )


def send_back(desk: Desk, args: Args) -> None:
    """Sent back: why?"""
    item = walk.load(desk, int(args[0]), args[1])
    if item is not None:
        desk.focus(ASKING_REASON, *args, "return", "")
        desk.say(texts.ask_reason(item, "return"))


def ready_words(desk: Desk, args: Args) -> None:
    """One of the ready reasons."""
    focus = desk.state.focus
    if focus.kind != ASKING_REASON:
        _lost(desk)
        return
    words = texts.READY["return" if focus.args[3] == "return" else "points"]
    number = int(args[0]) if args[0].isdecimal() else len(words)
    if number < len(words):
        typed_reason(desk, words[number])
    else:
        _lost(desk)


def typed_reason(desk: Desk, text: str) -> None:
    """The reason: now it is done."""
    focus = desk.state.focus
    if focus.kind != ASKING_REASON or len(focus.args) < 5:
        _lost(desk)
        return
    enrolment, criterion, stamp, what, value = focus.args[:5]
    target = Target(int(enrolment), criterion, stamp)
    if what == "return":
        done = review.send_back(desk.conn, desk.staffer, target, text, desk.now)
    else:
        act = review.assess if what == "assess" else review.adjust
        done = act(desk.conn, desk.staffer, target, Fraction(value), text, desk.now)
    _after(desk, focus.args, done)


def note(desk: Desk, args: Args) -> None:
    """A note: which?"""
    _ask_words(desk, args, ASKING_NOTE, texts.NOTE)


def typed_note(desk: Desk, text: str) -> None:
    """The note is kept."""
    args = desk.state.focus.args
    done = review.comment(desk.conn, desk.staffer, Target(int(args[0]), args[1]), text, desk.now)
    _told(desk, args, done, lambda: walk.show(desk, int(args[0]), args[1], rich("✓ Đã ghi chú.")))


def refuse(desk: Desk, args: Args) -> None:
    """Not granted: why not?"""
    _ask_words(desk, args, ASKING_REFUSAL, texts.REFUSE)


def typed_refusal(desk: Desk, text: str) -> None:
    """A request is refused."""
    args = desk.state.focus.args
    target = Target(int(args[0]), args[1])
    _requested(desk, args, review_requests.refuse(desk.conn, desk.staffer, target, text, desk.now))


def grant(desk: Desk, args: Args) -> None:
    """Granted: at once where the framework has one way, else which way?"""
    item = walk.load(desk, int(args[0]), args[1])
    if item is None:
        return
    kinds = review_requests.kinds(item.framework, item.criterion)
    if len(kinds) == 1:
        grant_as(desk, (*args, "0"))
    else:
        desk.say(texts.ask_kind(item, kinds))


def grant_as(desk: Desk, args: Args) -> None:
    """Granted this way."""
    item = walk.load(desk, int(args[0]), args[1])
    if item is None:
        return
    kinds = review_requests.kinds(item.framework, item.criterion)
    number = int(args[2]) if args[2].isdecimal() else 0
    kind = kinds[min(number, len(kinds) - 1)].id
    target = Target(int(args[0]), args[1])
    _requested(desk, args, review_requests.grant(desk.conn, desk.staffer, target, kind, desk.now))


def file(desk: Desk, args: Args) -> None:
    """A file of evidence, sent along."""
    found = review_proofs.file(desk.conn, desk.staffer, int(args[0]))
    if isinstance(found, Refusal):
        desk.say(trouble.refused(found.code))
    else:
        desk.say(Message(rich("📄 {name}", name=found.name), attachment=found))


def history(desk: Desk, args: Args) -> None:
    """Everything that happened to an item."""
    place = look(desk.conn, desk.staffer, int(args[0]))
    item = walk.load(desk, int(args[0]), args[1])
    if item is None or isinstance(place, Refusal):
        return
    said: tuple[Said, ...] = review_figures.history(desk.conn, place, item.framework.by_id[item.criterion])
    desk.say(texts.history(item, said, desk.now))


def stop(desk: Desk, args: Args) -> None:
    """The question is dropped; back to the item."""
    walk.show(desk, int(args[0]), args[1])


def _target(args: Args) -> Target:
    return Target(int(args[0]), args[1], args[2])


def _ask_points(desk: Desk, args: Args, what: str) -> None:
    item = walk.load(desk, int(args[0]), args[1])
    if item is None:
        return
    if item.stamp != args[2]:
        walk.show(desk, int(args[0]), args[1], rich("⚠ {why}", why=trouble.sentence("seen_before")))
        return
    desk.focus(ASKING_POINTS, *args, what)
    desk.say(texts.ask_points(item))


def _ask_words(desk: Desk, args: Args, focus: str, question: str) -> None:
    item = walk.load(desk, int(args[0]), args[1])
    if item is not None:
        desk.focus(focus, *args)
        desk.say(texts.ask_words(item, question))


def _after(desk: Desk, args: Args, done: Done | Refusal) -> None:
    """What was done in one line, and the next item."""
    if isinstance(done, Done):
        line = texts.done(done.state, done.unit, done.name, done.points)
        desk.toast = line
        walk.next_after(desk, int(args[0]), args[1], rich("{line}", line=line))
    else:
        _told(desk, args, done, lambda: None)


def _told(desk: Desk, args: Args, done: Done | Refusal, go_on: Callable[[], None]) -> None:
    """Go on; where it was refused, why, with the item as it is now."""
    if isinstance(done, Done):
        go_on()
    elif done.code == "reason_needed":
        desk.say(trouble.refused(done.code))
    else:
        walk.show(desk, int(args[0]), args[1], rich("⚠ {why}", why=trouble.sentence(done.code)))


def _requested(desk: Desk, args: Args, done: review_requests.Decided | Refusal) -> None:
    if isinstance(done, Refusal):
        _told(desk, args, done, lambda: None)
        return
    line = texts.decided(done.name, done.unit, done.gives, done.people)
    walk.next_after(desk, int(args[0]), args[1], line)


def _lost(desk: Desk) -> None:
    """What was being asked is no longer known."""
    walk.on(desk, ())
