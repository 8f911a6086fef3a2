"""The scene in which evidence is asked, and everything done to evidence by buttons."""

from bot.dialogue import filing
from bot.dialogue.answering import decide
from bot.dialogue.commands import (
    ForgetTyped,
    OfferSecretPage,
    ReuseEarlier,
    ReuseEvidence,
    SecretByEnvelope,
    WithdrawEvidence,
)
from bot.dialogue.events import FileSent, RefusedFile
from bot.dialogue.flow import REPLACING, advance, ask_evidence, repeat, resume
from bot.dialogue.turn import Scene, Turn
from dti_core.messages import verbs
from dti_core.messages.contact import evidence, listing, mistakes, questions
from dti_core.messages.contact import secret as secrets
from dti_core.messages.contact.listing import not_to_answer
from dti_core.messages.contact.picks import leaf
from dti_core.messages.model import Message
from dti_core.survey import accounts, links, progress
from dti_core.survey.judging import Take, judge
from dti_core.survey.questions import of_subject
from dti_core.survey.window import may_answer
from dti_core.survey.wording import folded

_LATER = {"khong", "chua", "chua co", "khong co", "de sau", "bo sung sau"}
_HAVE = {"co", "co roi", "da co", "da co roi", "co a"}
_DONE = {"xong", "het", "het roi", "du roi", "xong roi"}


def ask_again(turn: Turn) -> Turn:
    """The question for evidence once more."""
    return ask_evidence(turn, turn.state.focus.args[0])


def account_typed(turn: Turn, text: str) -> Turn | None:
    """Words that look like an access account, where one is asked for: kept nowhere, whatever the scene."""
    criterion = turn.state.focus.args[-1] if turn.state.focus.args else ""
    node = turn.view.framework.by_id.get(criterion)
    if node is None or not evidence.takes_account(turn.view, criterion) or not accounts.looks_like_one(text):
        return None
    return turn.do(ForgetTyped()).say(secrets.typed_here(node.name, criterion))


def typed(turn: Turn, text: str) -> Turn:
    """Links, words about evidence, or something else."""
    criterion = turn.state.focus.args[0]
    found = links.find(text)
    for broken in found.broken:
        turn = turn.note(mistakes.broken_link(broken))
    if found.links:
        return filing.confirmed(turn, criterion, found.links)
    if found.broken:
        return ask_again(turn)
    word = folded(text).strip(" .!")
    if word in _LATER:
        return later(turn, (criterion,))
    if word in _HAVE:
        return ask_again(turn)
    if word in _DONE:
        return advance(turn, criterion)
    return _words(turn, criterion, text)


def _words(turn: Turn, criterion: str, text: str) -> Turn:
    if links.says_where(text) and progress.evidence_of(turn.view, criterion):
        return filing.describe_last(turn, text, criterion)
    corrected = _correction(turn, criterion, text)
    if corrected:
        return corrected
    code = turn.view.framework.by_id[criterion].name
    return turn.remember(words=text[:2000]).say(evidence.words_only(code, criterion, text))


def _correction(turn: Turn, criterion: str, text: str) -> Turn | None:
    """A number typed here most likely mends the answer just given: one tap."""
    numeric = [q for q in of_subject(turn.view, criterion) if q.numeric and not q.borrowed]
    if not numeric:
        return None
    verdict = judge(numeric[0], text)
    if isinstance(verdict, Take) and len(verdict.values) == 1:
        revision = mistakes.revision_of(turn.view, numeric[0])
        return turn.say(questions.correction(turn.view, numeric[0], verdict.values[0][1], revision))
    return None if not isinstance(verdict, Take) else decide(turn, numeric[0], criterion, verdict)


def sent(turn: Turn, what: FileSent) -> Turn:
    """A file, wherever the conversation stands."""
    file = what.file
    if isinstance(file, RefusedFile):
        return repeat(turn.note(mistakes.refused_file(file.name, file.reason, file.size)))
    piece = filing.piece_of(file, what.caption)
    focus = turn.state.focus
    target = focus.args[0] if focus.kind == "evidence" else None
    if what.album:
        more = turn.state.draft.get(filing.ALBUM) == what.album
        target = turn.state.draft.get(filing.FILED, target) if more else target
        if target and may_answer(turn.view, target):
            return filing.album(turn, target, piece, what.album)
    if target:
        return filing.confirmed(turn, target, (piece,))
    album = {filing.ALBUM: what.album, filing.ALBUM_COUNT: "1"} if what.album else {}
    return filing.stray(turn, (piece,)).remember(**album)


def add_more(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Ask for a criterion's evidence."""
    return _allowed(turn, args[0]) or ask_evidence(turn.forget(REPLACING), args[0])


def later(turn: Turn, args: tuple[str, ...]) -> Turn:
    """ "Chưa có, bổ sung sau"."""
    node = turn.view.framework.by_id.get(args[0])
    if node is None:
        return resume(turn)
    focus = turn.state.focus
    if focus.kind == "answer" and focus.args[1] != args[0]:
        return resume(turn)
    return advance(turn.note(evidence.later(node.name)), args[0])


def manage(turn: Turn, args: tuple[str, ...]) -> Turn:
    """The list of a criterion's evidence."""
    if not progress.is_criterion(turn.view, args[0]):
        return resume(turn)
    return turn.say(evidence.manage(turn.view, args[0], may_answer(turn.view, args[0])))


def reuse(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Evidence of other criteria to choose from."""
    page = int(args[1]) if args[1].isdigit() else 0
    return _allowed(turn, args[0]) or turn.say(evidence.reuse_list(turn.view, args[0], page))


def reuse_this(turn: Turn, args: tuple[str, ...]) -> Turn:
    """One of them was chosen."""
    criterion, wanted = args
    refused = _allowed(turn, criterion)
    if refused:
        return refused
    piece = next((e for e in turn.view.evidence if str(e.id) == wanted), None)
    code = turn.view.framework.by_id[criterion].name
    if piece is None:
        return ask_evidence(turn.note(evidence.not_there(code)), criterion)
    there = any(e.criterion == criterion and e.title == piece.title for e in turn.view.evidence)
    turn = turn if there else turn.do(ReuseEvidence(piece.id, criterion))
    return advance(turn.note(evidence.reused(code, piece)), criterion)


def reuse_earlier(turn: Turn, args: tuple[str, ...]) -> Turn:
    """One of last year's pieces proves it again; the next one is offered as long as there are any."""
    criterion, wanted = args
    refused = _allowed(turn, criterion)
    if refused:
        return refused
    known = [one for one in turn.view.earlier if (one.criterion, str(one.id)) == (criterion, wanted)]
    code = turn.view.framework.by_id[criterion].name
    if not known:
        return ask_evidence(turn.note(evidence.not_there(code)), criterion)
    there = known[0] not in progress.offered_again(turn.view, criterion)
    turn = turn if there else turn.do(ReuseEarlier(known[0].id, criterion))
    turn = turn.note(evidence.used_again(code, known[0]))
    return (
        ask_evidence(turn, criterion)
        if progress.offered_again(turn.view, criterion)
        else advance(turn, criterion)
    )


def secret(turn: Turn, args: tuple[str, ...]) -> Turn:
    """An access account goes another way than the chat."""
    refused = _allowed(turn, args[0]) or _no_account(turn, args[0])
    return refused or turn.do(OfferSecretPage(args[0])).say(Message(secrets.NEVER_HERE))


def secret_envelope(turn: Turn, args: tuple[str, ...]) -> Turn:
    """It was handed over on paper."""
    refused = _allowed(turn, args[0]) or _no_account(turn, args[0])
    name = "" if refused else turn.view.framework.by_id[args[0]].name
    return refused or turn.do(SecretByEnvelope(args[0])).say(secrets.by_envelope(name))


def _no_account(turn: Turn, criterion: str) -> Turn | None:
    return (
        None if evidence.takes_account(turn.view, criterion) else resume(turn.note(mistakes.unknown_button()))
    )


def withdraw(turn: Turn, args: tuple[str, ...]) -> Turn:
    """One piece is taken back."""
    criterion, wanted = args
    refused = _allowed(turn, criterion)
    if refused:
        return refused
    if not any(e.criterion == criterion and str(e.id) == wanted for e in turn.view.evidence):
        code = turn.view.framework.by_id[criterion].name
        return turn.note(evidence.not_there(code)).say(evidence.manage(turn.view, criterion, editable=True))
    turn = turn.do(WithdrawEvidence(int(wanted)))
    turn = turn.note(evidence.withdrawn(turn.view.framework.by_id[criterion].name))
    return turn.say(evidence.manage(turn.view, criterion, editable=True))


def replace_piece(turn: Turn, args: tuple[str, ...]) -> Turn:
    """The next piece takes the place of this one."""
    criterion, wanted = args
    refused = _allowed(turn, criterion)
    if refused:
        return refused
    piece = next((e for e in turn.view.evidence if e.criterion == criterion and str(e.id) == wanted), None)
    if piece is None:
        return ask_evidence(
            turn.note(evidence.not_there(turn.view.framework.by_id[criterion].name)), criterion
        )
    turn = turn.remember(**{REPLACING: wanted}).note(evidence.in_place_of(piece.title))
    return ask_evidence(turn, criterion)


def use_held(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Held evidence gets its criterion."""
    pieces = filing.held_pieces(turn)
    if not pieces or not progress.is_criterion(turn.view, args[0]):
        return resume(turn.note(mistakes.unknown_button()))
    refused = _allowed(turn, args[0])
    if refused:
        return refused
    code = turn.view.framework.by_id[args[0]].name
    kept = filing.add(turn.forget(filing.HELD), args[0], pieces)
    many = sum(isinstance(p, links.Link) for p in pieces)
    return resume(kept.note(evidence.received(code, many, len(pieces) - many, ())))


def move_where(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Where a piece that was filed by guess should go."""
    source, mark, page = args
    if not progress.is_criterion(turn.view, source):
        return resume(turn)
    targets = [c for c, m in progress.of(turn.view).marks.items() if m not in ("exempt", "not_asked")]
    nodes = [turn.view.framework.by_id[c] for c in targets if c != source and may_answer(turn.view, c)]
    return turn.say(
        listing.pick(
            *leaf(
                nodes,
                int(page) if page.isdigit() else 0,
                lambda node: verbs.button(node.name, verbs.MOVE, source, node.id, mark),
                lambda sign, other: verbs.button(sign, verbs.MOVE_WHERE, source, mark, other),
            )
        )
    )


def held_where(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Another page of criteria for held evidence."""
    if not filing.held_pieces(turn):
        return resume(turn.note(mistakes.unknown_button()))
    return filing.remind(turn, int(args[0]) if args[0].isdigit() else 0)


def drop_held(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """Held evidence was not meant to be any."""
    if not filing.held_pieces(turn):
        return resume(turn.note(mistakes.unknown_button()))
    return resume(turn.forget(filing.HELD).note(evidence.dropped()))


def _allowed(turn: Turn, criterion: str) -> Turn | None:
    """None where this criterion's evidence may change, else what to say."""
    if not progress.is_criterion(turn.view, criterion):
        return resume(turn.note(mistakes.unknown_button()))
    if not may_answer(turn.view, criterion):
        return turn.say(not_to_answer(turn.view, criterion))
    return None


SCENE = Scene(ask_again, typed)
CHANGING = {
    verbs.EVIDENCE: (add_more, 1),
    verbs.EVIDENCE_LATER: (later, 1),
    verbs.REUSE: (reuse, 2),
    verbs.REUSE_THIS: (reuse_this, 2),
    verbs.EARLIER: (reuse_earlier, 2),
    verbs.WITHDRAW: (withdraw, 2),
    verbs.REPLACE: (replace_piece, 2),
    verbs.MOVE: (filing.move, 3),
    verbs.MOVE_WHERE: (move_where, 3),
    verbs.ACCOUNT: (secret, 1),
    verbs.ACCOUNT_ENVELOPE: (secret_envelope, 1),
    verbs.HELD: (use_held, 1),
    verbs.HELD_WHERE: (held_where, 1),
    verbs.HELD_DROP: (drop_held, 0),
}
READING = {verbs.EVIDENCE_LIST: (manage, 1)}
