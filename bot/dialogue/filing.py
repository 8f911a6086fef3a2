"""Filing evidence: under the criterion in hand, under the one just left, or held until it is said where."""

import json
import zlib
from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialogue.commands import AddFile, AddLink, DescribeEvidence, MoveEvidence, WithdrawEvidence
from bot.dialogue.events import StoredFile
from bot.dialogue.flow import REPLACING, advance, resume
from bot.dialogue.turn import Turn
from dti_core.messages.contact import evidence, mistakes
from dti_core.messages.contact.picks import grid, leaf
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.verbs import HELD_WHERE, button
from dti_core.survey import progress
from dti_core.survey.links import Details, Link, details, says_where
from dti_core.survey.questions import is_info
from dti_core.survey.window import may_answer

FILED, FILED_AT, ALBUM, ALBUM_COUNT = "filed", "filed_at", "album", "album_count"
DRAFT = (FILED, FILED_AT, ALBUM, ALBUM_COUNT)
HELD = "held"
JUST_NOW = timedelta(minutes=3)
"""A link or file that comes this soon after another belongs to the same criterion."""
MOST_HELD = 100

Piece = Link | tuple[StoredFile, str | None]


def add(turn: Turn, criterion: str, pieces: tuple[Piece, ...]) -> Turn:
    """Order the pieces to be kept under a criterion; a link that is there already is not kept twice."""
    there = {e.title for e in turn.view.evidence if e.criterion == criterion}
    fresh = [piece for piece in pieces if not (isinstance(piece, Link) and piece.url in there)]
    turn = turn.do(*(command(criterion, piece) for piece in fresh))
    replaced = turn.state.draft.get(REPLACING, "")
    old = [e.id for e in turn.view.evidence if e.criterion == criterion and str(e.id) == replaced]
    turn = turn.do(*(WithdrawEvidence(e) for e in old))
    turn = turn.forget(REPLACING)
    return turn.remember(**{FILED: criterion, FILED_AT: turn.event.at.isoformat()})


def confirmed(turn: Turn, criterion: str, pieces: tuple[Piece, ...]) -> Turn:
    """Keep the pieces, note it, and go on to the next subject."""
    turn = add(turn, criterion, pieces)
    return advance(turn.note(_received(turn, criterion, pieces)), criterion)


def album(turn: Turn, criterion: str, piece: Piece, name: str) -> Turn:
    """One more file of an album: a confirmation that grows; only the first file moves the conversation on."""
    first = turn.state.draft.get(ALBUM) != name
    count = 1 if first else int(turn.state.draft.get(ALBUM_COUNT, "1")) + 1
    going_on = first and turn.state.focus.kind == "evidence"
    turn = add(turn, criterion, (piece,)).remember(**{ALBUM: name, ALBUM_COUNT: str(count)})
    code = turn.view.framework.by_id[criterion].name
    text = evidence.received(code, 0, count, ())
    turn = turn.say(Message(text, running=f"album:{name}"[:60]))
    return advance(turn, criterion) if going_on else turn


def stray(turn: Turn, pieces: tuple[Piece, ...]) -> Turn:
    """Evidence sent while something else is asked: nothing is lost, a wrong guess takes a tap to mend."""
    current, last = _current(turn), turn.state.draft.get(FILED)
    known = last is not None and progress.is_criterion(turn.view, last) and may_answer(turn.view, last)
    if last and known and _just_filed(turn):
        return _guess(turn, last, current, pieces)
    if current:
        return _guess(turn, current, _lacking_before(turn, current), pieces)
    return hold(turn, pieces)


def _lacking_before(turn: Turn, criterion: str) -> str | None:
    """The nearest earlier criterion that still lacks evidence: likely what was meant, if not this one."""
    marks = progress.of(turn.view).marks
    before = [c for c in list(marks)[: list(marks).index(criterion)] if marks[c] == "no_evidence"]
    return before[-1] if before else None


def hold(turn: Turn, pieces: tuple[Piece, ...]) -> Turn:
    """Keep evidence in the draft until its criterion is named."""
    kept = [*held_pieces(turn), *pieces][:MOST_HELD]
    return remind(turn.remember(**{HELD: json.dumps([_packed(p) for p in kept], ensure_ascii=False)}))


def remind(turn: Turn, page: int = 0) -> Turn:
    """Ask where the held evidence belongs; silent where none is held."""
    held = held_pieces(turn)
    return turn.say(evidence.held(len(held), held_rows(turn, page))) if held else turn


def held_rows(turn: Turn, page: int) -> tuple[tuple[Choice, ...], ...]:
    """Every criterion that can take evidence, some at a time."""
    framework = turn.view.framework
    marks = progress.of(turn.view).marks
    open_ones = [framework.by_id[c] for c, mark in marks.items() if mark not in ("exempt", "not_asked")]
    allowed = [n for n in open_ones if may_answer(turn.view, n.id)]
    picks, leafing = leaf(
        allowed,
        page,
        lambda node: evidence.held_button(node.id, node.name),
        lambda sign, other: button(sign, HELD_WHERE, other),
    )
    return (*grid(picks), leafing) if leafing else grid(picks)


def held_pieces(turn: Turn) -> tuple[Piece, ...]:
    """What is waiting for its criterion."""
    try:
        return tuple(_unpacked(item) for item in json.loads(turn.state.draft.get(HELD, "[]")))
    except (ValueError, TypeError, KeyError):
        return ()


def describes_last(turn: Turn, text: str) -> bool:
    """Whether words only say where to look in the piece filed a moment ago."""
    last = turn.state.draft.get(FILED)
    open_ = last is not None and progress.is_criterion(turn.view, last) and may_answer(turn.view, last)
    return open_ and _just_filed(turn) and says_where(text)


def describe_last(turn: Turn, text: str, criterion: str | None = None) -> Turn:
    """Add page, number or date to the piece filed last under a criterion."""
    target = criterion or turn.state.draft[FILED]
    found = details(text)
    ids = [e.id for e in turn.view.evidence if e.criterion == target]
    command = DescribeEvidence(max(ids) if ids else None, **vars(found))
    code = turn.view.framework.by_id[target].name
    return turn.do(command).say(Message(evidence.described(code, found), evidence.GO_ON))


def move(turn: Turn, args: tuple[str, ...]) -> Turn:
    """ "Là minh chứng của 3.1": the piece is known by what it is, not by being the last."""
    source, target, mark = args
    known = progress.is_criterion(turn.view, target) and progress.is_criterion(turn.view, source)
    if not known:
        return resume(turn.note(mistakes.unknown_button()))
    found = [e for e in turn.view.evidence if e.criterion == source and fingerprint(e.title) == mark]
    by_id = turn.view.framework.by_id
    if not found:
        return turn.say(Message(evidence.not_there(by_id[source].name), evidence.GO_ON))
    turn = turn.do(*(MoveEvidence(target, e.id) for e in found[-1:]))
    return turn.say(Message(evidence.moved(by_id[target].name), evidence.GO_ON))


def fingerprint(title: str) -> str:
    """A short name for a piece of evidence that fits on a button."""
    return f"{zlib.crc32(title.encode()):08x}"


def piece_of(file: StoredFile, caption: str | None) -> Piece:
    """A file with what was typed beside it."""
    return (file, caption)


def _guess(turn: Turn, criterion: str, other: str | None, pieces: tuple[Piece, ...]) -> Turn:
    turn = add(turn, criterion, pieces)
    text = _received(turn, criterion, pieces)
    mark = fingerprint(_title(pieces[-1]))
    return turn.say(Message(text, evidence.elsewhere(criterion, other, mark)))


def _received(turn: Turn, criterion: str, pieces: tuple[Piece, ...]) -> RichText:
    links = [p for p in pieces if isinstance(p, Link)]
    told = [p.details for p in links] or [details(_caption(p)) for p in pieces]
    code = turn.view.framework.by_id[criterion].name
    return evidence.received(code, len(links), len(pieces) - len(links), told)


def _current(turn: Turn) -> str | None:
    """The criterion being answered, if evidence may be filed under it."""
    focus = turn.state.focus
    subject = (
        focus.args[-1] if focus.kind in ("answer", "evidence", "reason", "justify") and focus.args else None
    )
    if subject is None or is_info(subject) or not may_answer(turn.view, subject):
        return None
    return subject


def _just_filed(turn: Turn) -> bool:
    try:
        at = datetime.fromisoformat(turn.state.draft[FILED_AT])
    except (KeyError, ValueError):
        return False
    return abs(turn.event.at - at) <= JUST_NOW


def command(criterion: str, piece: Piece) -> AddLink | AddFile:
    """The order that keeps a piece."""
    if isinstance(piece, Link):
        return AddLink(criterion, piece.url, **vars(piece.details))
    file, caption = piece
    return AddFile(criterion, file, **vars(details(caption or "")))


def _caption(piece: Piece) -> str:
    return "" if isinstance(piece, Link) else piece[1] or ""


def _title(piece: Piece) -> str:
    return piece.url if isinstance(piece, Link) else piece[0].name


def _packed(piece: Piece) -> dict[str, object]:
    if isinstance(piece, Link):
        return {"url": piece.url, **vars(piece.details)}
    return {**vars(piece[0]), "caption": piece[1]}


def _unpacked(item: dict[str, str]) -> Piece:
    if "url" in item:
        rest = {k: v for k, v in item.items() if k != "url"}
        return Link(item["url"], replace(Details(), **rest))
    return StoredFile(item["sha256"], item["name"], item["mime"], int(item["size"])), item["caption"]
