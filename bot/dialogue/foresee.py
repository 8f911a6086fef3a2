"""What the questionnaire will look like once a command is carried out, so that the reply can show it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.dialogue import commands as c
from bot.dialogue.events import Event
from dti_core.survey.kinds import parsed
from dti_core.survey.questionnaire import EnrolmentState, EvidenceView, Questionnaire, StoredAnswer

UNNUMBERED = 0
"""The id of evidence that is not stored yet."""


def foresee(view: Questionnaire, command: c.Command, event: Event, now: datetime) -> Questionnaire:
    """The questionnaire after the command; commands that change nothing here leave it as it is."""
    if isinstance(command, _BEGINNING) and view.state == "not_started":
        view = replace(view, state="in_progress")
    if isinstance(command, c.RecordAnswer):
        return _recorded(view, command, event, now)
    change = _CHANGES.get(type(command))
    return change(view, command) if change else _state(view, command, now)


_BEGINNING = (c.RecordAnswer, c.AddLink, c.AddFile, c.ReuseEarlier, c.RequestNotApplicable, c.Justify)
"""With the first of these a unit has begun."""


def _recorded(view: Questionnaire, command: c.RecordAnswer, event: Event, now: datetime) -> Questionnaire:
    old = view.answers.get(command.key)
    if old and old.text == command.value:
        return view
    answer = StoredAnswer(
        text=command.value,
        value=parsed(view.framework, command.key, command.value),
        revision=(old.revision if old else 0) + 1,
        at=now,
        by=view.person_name,
        channel=event.channel,
    )
    return view.with_answer(command.key, answer)


def _state(view: Questionnaire, command: c.Command, now: datetime) -> Questionnaire:
    if isinstance(command, c.Submit):
        state: EnrolmentState = "resubmitted" if view.state == "returned" else "submitted"
        dossier = replace(view.dossier, paper=command.paper)
        return replace(view, state=state, submitted_at=now, dossier=dossier)
    if isinstance(command, c.WithdrawSubmission):
        return replace(view, state="in_progress", submitted_at=None)
    return view


def _signed(view: Questionnaire, command: c.SignSubmission) -> Questionnaire:
    return replace(view, dossier=replace(view.dossier, paper=view.dossier.paper.with_more(command.paper)))


def _cleared(view: Questionnaire, command: c.ClearAnswer) -> Questionnaire:
    return view.with_answer(command.key, None)


def _link(view: Questionnaire, command: c.AddLink) -> Questionnaire:
    return _added(view, command, "link", command.url)


def _file(view: Questionnaire, command: c.AddFile) -> Questionnaire:
    return _added(view, command, "file", command.file.name)


def _added(view: Questionnaire, command: c.AddLink | c.AddFile, kind: Any, title: str) -> Questionnaire:
    piece = EvidenceView(
        id=UNNUMBERED,
        criterion=command.criterion,
        kind=kind,
        title=title,
        place=command.place,
        document_number=command.document_number,
        document_date=command.document_date,
        note=command.note,
    )
    return replace(view, evidence=(*view.evidence, piece))


def _reused(view: Questionnaire, command: c.ReuseEvidence) -> Questionnaire:
    piece = next((e for e in view.evidence if e.id == command.evidence), None)
    if piece is None:
        return view
    return replace(
        view, evidence=(*view.evidence, replace(piece, id=UNNUMBERED, criterion=command.criterion))
    )


def _used_again(view: Questionnaire, command: c.ReuseEarlier) -> Questionnaire:
    found = (e for e in view.earlier if (e.id, e.criterion) == (command.evidence, command.criterion))
    piece = next(found, None)
    return view if piece is None else replace(view, evidence=(*view.evidence, piece.again()))


def _moved(view: Questionnaire, command: c.MoveEvidence) -> Questionnaire:
    return _edited(view, command.evidence, criterion=command.criterion)


def _described(view: Questionnaire, command: c.DescribeEvidence) -> Questionnaire:
    told = {name: value for name, value in vars(command).items() if name != "evidence" and value is not None}
    return _edited(view, command.evidence, **told)


def _edited(view: Questionnaire, evidence: int | None, **change: Any) -> Questionnaire:
    pieces = list(view.evidence)
    places = [n for n, e in enumerate(pieces) if evidence is None or e.id == evidence]
    if places:
        pieces[places[-1]] = replace(pieces[places[-1]], **change)
    return replace(view, evidence=tuple(pieces))


def _withdrawn(view: Questionnaire, command: c.WithdrawEvidence) -> Questionnaire:
    return replace(view, evidence=tuple(e for e in view.evidence if e.id != command.evidence))


def _deferred(view: Questionnaire, command: c.Defer) -> Questionnaire:
    return replace(view, deferred=view.deferred | {command.subject})


def _requested(view: Questionnaire, command: c.RequestNotApplicable) -> Questionnaire:
    return replace(view, requested={**view.requested, command.criterion: command.reason})


def _cancelled(view: Questionnaire, command: c.CancelRequest) -> Questionnaire:
    rest = {k: v for k, v in view.requested.items() if k != command.criterion}
    return replace(view, requested=rest)


def _justified(view: Questionnaire, command: c.Justify) -> Questionnaire:
    return replace(view, justifications={**view.justifications, command.criterion: command.text})


def _contested(view: Questionnaire, command: c.Contest) -> Questionnaire:
    point = view.standpoints.get(command.criterion)
    if point is None:
        return view
    said = replace(point, state="contested", contest=command.text)
    return replace(view, standpoints={**view.standpoints, command.criterion: said})


_CHANGES: dict[type, Callable[[Questionnaire, Any], Questionnaire]] = {
    c.ClearAnswer: _cleared,
    c.AddLink: _link,
    c.AddFile: _file,
    c.ReuseEvidence: _reused,
    c.ReuseEarlier: _used_again,
    c.MoveEvidence: _moved,
    c.DescribeEvidence: _described,
    c.WithdrawEvidence: _withdrawn,
    c.Defer: _deferred,
    c.RequestNotApplicable: _requested,
    c.CancelRequest: _cancelled,
    c.Justify: _justified,
    c.Contest: _contested,
    c.SignSubmission: _signed,
}
