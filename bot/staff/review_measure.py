"""Measured values typed for one criterion of one unit: figure by figure, kept together at the end."""

import json
from collections.abc import Sequence

from bot.staff import review_walk as walk
from bot.staff.desk import Args, Desk
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import measure, review_columns, review_figures
from dti_core.messages.rich import rich
from dti_core.messages.staff import review_asking as texts
from dti_core.messages.staff import review_trouble as trouble
from dti_core.messages.staff.review_views import Item
from dti_core.survey.numbers import Number, TwoReadings, canonical, read
from dti_core.survey.questions import Question

ASKING = "rv.measure"
FIGURES = "measured"
"""The draft that keeps the figures of one criterion until all of them are there."""


def begin(desk: Desk, args: Args) -> None:
    """The first figure."""
    item = walk.load(desk, int(args[0]), args[1])
    if item is None:
        return
    if item.measuring is None:
        desk.say(trouble.refused("no_column"))
        return
    desk.remember(**{FIGURES: "{}"})
    desk.focus(ASKING, *args)
    _ask(desk, item, {})


def chosen(desk: Desk, args: Args) -> None:
    """Yes, no, or the number of a choice."""
    item, question = _in_hand(desk)
    if item is None or question is None:
        walk.on(desk, ())
        return
    number = int(args[0]) if args[0].isdecimal() else -1
    if question.kind == "yes_no" and args[0] in ("true", "false"):
        _keep(desk, item, question, args[0])
    elif 0 <= number < len(question.choices):
        _keep(desk, item, question, question.choices[number].value)
    else:
        _ask(desk, item, _figures(desk))


def typed(desk: Desk, text: str) -> None:
    """A number as people type it, or words where words are asked."""
    item, question = _in_hand(desk)
    if item is None or question is None:
        walk.on(desk, ())
        return
    value = _value(question, text)
    if value is None:
        desk.say(texts.bad_figure(item))
    else:
        _keep(desk, item, question, value)


def _value(question: Question, text: str) -> str | None:
    if question.kind in ("yes_no", "choice"):
        return None
    if not question.numeric:
        return text.strip() or None
    found = read(text)
    if isinstance(found, TwoReadings):
        return canonical(found.grouped)
    if not isinstance(found, Number) or found.absolute:
        return None
    whole = question.kind != "count" or found.value.denominator == 1
    return canonical(found.value) if whole else None


def _keep(desk: Desk, item: Item, question: Question, value: str) -> None:
    figures = {**_figures(desk), question.key: value}
    desk.remember(**{FIGURES: json.dumps(figures)})
    if any(each.key not in figures for each in _questions(item)):
        _ask(desk, item, figures)
        return
    desk.forget(FIGURES)
    done = measure.record(desk.conn, desk.staffer, item.enrolment, item.measuring or "", figures, desk.now)
    if isinstance(done, Refusal):
        walk.show(desk, item.enrolment, item.criterion, rich("⚠ {why}", why=trouble.sentence(done.code)))
    else:
        name = item.framework.by_id[item.criterion].name
        walk.show(desk, item.enrolment, item.criterion, texts.measured(name, item.unit))


def _ask(desk: Desk, item: Item, figures: dict[str, str]) -> None:
    question = next(each for each in _questions(item) if each.key not in figures)
    own = next((one.text for one in item.figures if one.key == question.key and one.by is None), None)
    column = review_columns.title(item.framework, item.measuring or "")
    desk.say(texts.ask_figure(item, question, column, own))


def _in_hand(desk: Desk) -> tuple[Item | None, Question | None]:
    focus = desk.state.focus
    if focus.kind != ASKING or (item := walk.load(desk, int(focus.args[0]), focus.args[1])) is None:
        return None, None
    known = _figures(desk)
    return item, next((each for each in _questions(item) if each.key not in known), None)


def _questions(item: Item) -> Sequence[Question]:
    return review_figures.questions(item.framework, item.framework.by_id[item.criterion])


def _figures(desk: Desk) -> dict[str, str]:
    try:
        return {
            str(key): str(value) for key, value in json.loads(desk.state.draft.get(FIGURES, "{}")).items()
        }
    except (ValueError, AttributeError):
        return {}
