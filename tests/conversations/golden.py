"""Golden conversations: readable transcripts that are also tests.

A file is a heading, perhaps front matter that says what is given, and turns: a line `▸ …` is what the
person does, the quoted lines after it are what the bot answers. What a person does is words, a `[button]`,
or an act in brackets.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from bot.dialogue.events import (
    ButtonPressed,
    ContactShared,
    FileSent,
    OtherSent,
    RefusedFile,
    Started,
    StoredFile,
    TextTyped,
)
from bot.dialogue.state import State
from dti_core.framework.framework import Framework
from dti_core.messages.commands import recognise
from dti_core.messages.model import Action, Message
from dti_core.survey.dossier import Dossier, Paper
from dti_core.survey.lobby import InvitationView, Lobby
from dti_core.survey.questionnaire import AssignmentView, EarlierProof, EvidenceView, Returned, Standing
from dti_core.survey.standpoint import Standpoint
from tests.conversations.world import ZONE, World, known, questionnaire, shown, with_answers
from tests.survey.small import framework as small_framework

FOLDER = Path(__file__).parent / "golden"
INFO = {
    "info:1": "Sở Nội vụ",
    "info:2": "Số 1, đường Lê Hồng Phong, Long Xuyên",
    "info:3": "https://sonoivu.angiang.gov.vn",
    "info:4": "3",
    "info:5": "48",
    "info:6": "12",
    "info:7": "2",
    "info:8": "60",
    "info:9": "4",
    "info:10": "1200",
    "info:11": "25",
    "info:12.ho_ten": "Nguyễn Văn An",
    "info:12.don_vi": "Sở Nội vụ",
    "info:12.chuc_vu": "Chuyên viên",
    "info:12.dien_thoai": "0912345678",
    "info:12.thu_dien_tu": "an@angiang.gov.vn",
}
EVENTS = {
    TextTyped: "typed",
    ButtonPressed: "pressed",
    FileSent: "file",
    OtherSent: "other",
    Started: "started",
    ContactShared: "other",  # the host hands it on only where a number was asked for: before joining
}


@dataclass
class Transcript:
    """A file taken apart."""

    heading: str
    given: dict[str, Any]
    turns: list[str]
    text: str


@dataclass
class Coverage:
    """What the golden files exercise between them."""

    verbs: set[str] = field(default_factory=set)
    commands: set[str] = field(default_factory=set)
    scenes: set[tuple[str, str]] = field(default_factory=set)


def read(path: Path) -> Transcript:
    text = path.read_text(encoding="utf-8")
    found = re.match(r"(?P<heading>(?:(?!---\n|▸).*\n)*)(?:---\n(?P<given>(?:.*\n)*?)---\n)?", text)
    assert found
    turns = [line.removeprefix("▸ ") for line in text.splitlines() if line.startswith("▸ ")]
    return Transcript(found["heading"].strip(), yaml.safe_load(found["given"] or "{}") or {}, turns, text)


def play(transcript: Transcript, coverage: Coverage | None = None) -> str:
    """The transcript as it is said now."""
    world = set_up(transcript.given)
    parts = [transcript.heading]
    if transcript.given:
        given = re.search(r"---\n(?:.*\n)*?---", transcript.text)
        parts.append(given[0] if given else "")
    for turn in transcript.turns:
        said = act(world, turn, coverage or Coverage())
        parts.append("\n\n".join([f"▸ {turn}", *(quoted(message) for message in said)]))
        if world.last.toast and not said and not is_of_the_world(turn):
            parts.append(f"({world.last.toast})")
    return "\n\n".join(parts) + "\n"


def quoted(message: Message) -> str:
    return "\n".join(f"> {line}".rstrip() for line in shown(message).split("\n"))


def _framework(name: str) -> Framework:
    return small_framework() if name == "nho" else known(name)


def set_up(given: dict[str, Any]) -> World:
    """The world that the front matter describes."""
    view = questionnaire(_framework(given.get("bo_chi_so", "an-giang-2024-so")))
    answers = {**(INFO if given.get("thong_tin_chung") else {}), **given.get("tra_loi", {})}
    if given.get("tra_loi_het"):
        own = [(n, i) for n in view.framework.criteria for i in n.inputs if i.shared is None]
        every = {f"{n.id}:{i.id}": _default(i.kind, i.id) for n, i in own}
        answers = {**INFO, **every, **answers}
    view = with_answers(view, {key: str(value) for key, value in answers.items()}) if answers else view
    world = World(view=replace(view, **dict(_changes(given))))
    campaign = {name: _moment(value) for name, value in given.get("ky_danh_gia", {}).items()}
    world.view = replace(world.view, campaign=replace(world.view.campaign, **campaign))
    if "luc" in given:
        world.now = _moment(given["luc"])
    if "loi_moi" in given:
        invitation = InvitationView(**{**_INVITATION, **given["loi_moi"]})
        world.joined = False
        world.lobby = Lobby(invitation=invitation, too_many_tries=given.get("thu_qua_nhieu", False))
    if given.get("chua_vao"):
        world.joined = False
    if "vai_tro" in given:
        roles = tuple(AssignmentView(**role) for role in given["vai_tro"])
        world.view = replace(world.view, assignments=roles)
        world.lobby = replace(world.lobby, assignments=roles)
    return world


def _default(kind: str, input_id: str) -> str:
    return "true" if kind == "yes_no" else "3" if input_id == "a" else "4"


_INVITATION: dict[str, Any] = {
    "id": 7,
    "state": "valid",
    "unit_name": "Sở Nội vụ",
    "campaign_title": "Đánh giá chuyển đổi số năm 2024 – tỉnh An Giang",
    "coordinator": "Sở TTTT",
    "reference_year": 2024,
    "closes_at": datetime(2024, 11, 30, 17, 0, tzinfo=ZONE),
    "criteria": 35,
    "minutes": 40,
}


def _changes(given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Fields of the questionnaire that the front matter sets."""
    plain = {
        "trang_thai": "state",
        "tu_nguyen": "volunteer",
        "xin_khong_ap_dung": "requested",
        "nam_truoc": "suggestions",
    }
    yield from ((name, given[word]) for word, name in plain.items() if word in given)
    if "da_nop_luc" in given:
        yield "submitted_at", _moment(given["da_nop_luc"])
    if "de_sau" in given:
        yield "deferred", frozenset(given["de_sau"])
    if "dac_diem" in given:
        yield "traits", frozenset(given["dac_diem"])
    if "pham_vi" in given:
        yield "inputs_scope", frozenset(given["pham_vi"])
    if "tra_lai" in given:
        yield "returned", tuple(Returned(code, why) for code, why in given["tra_lai"].items())
    yield from _contests(given)
    yield from _proofs(given)
    yield "dossier", _dossier(given.get("ho_so", {}))
    if "xep_hang" in given:
        nothing: dict[str, Any] = {"indices": {}, "criteria": {}, "current": True}
        points = {name: Fraction(str(given["xep_hang"][name])) for name in ("points", "score", "attainable")}
        yield "standing", Standing(**{**nothing, **given["xep_hang"], **points})


def _proofs(given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Evidence, and what of last year's is offered again."""
    if "minh_chung" in given:
        pieces = enumerate(given["minh_chung"], 101)
        yield "evidence", tuple(EvidenceView(id=n, **{"kind": "link", **piece}) for n, piece in pieces)
    old = enumerate(given.get("minh_chung_nam_truoc", ()), 201)
    yield "earlier", tuple(EarlierProof(id=n, **{"kind": "link", "year": 2023, **one}) for n, one in old)


def _contests(given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    if "dieu_chinh" in given:
        given_points = given["dieu_chinh"].items()
        yield (
            "standpoints",
            {k: Standpoint("adjusted", Fraction(str(p)), why) for k, (p, why) in given_points},
        )
    if "phan_anh_den" in given:
        yield "contest_until", _moment(given["phan_anh_den"])


def _dossier(facts: dict[str, Any]) -> Dossier:
    rest = {name: value for name, value in facts.items() if name != "on_behalf"}
    return Dossier(**rest, on_behalf=Paper(**facts["on_behalf"]) if "on_behalf" in facts else None)


def _moment(value: Any) -> Any:
    return value.replace(tzinfo=ZONE) if isinstance(value, datetime) else value


def act(world: World, turn: str, coverage: Coverage) -> tuple[Message, ...]:
    """One turn of a person; also acts of the world around (another phone, days that pass)."""
    special = next((do for pattern, do in WORLD_ACTS if re.fullmatch(pattern, turn)), None)
    if special:
        special(world, turn)
        return ()
    what, seen = _event(world, turn)
    scene = State.load(world.saved).focus.kind if world.joined else "lobby"
    coverage.scenes.add((scene, EVENTS[type(what)]))
    if isinstance(what, ButtonPressed):
        coverage.verbs.add(what.action.verb)
    if isinstance(what, TextTyped) and (spoken := recognise(what.text)):
        coverage.commands.add(spoken[0])
    return world.happens(what, seen=seen)


def is_of_the_world(turn: str) -> bool:
    """Whether a turn is not the person's."""
    return any(re.fullmatch(pattern, turn) for pattern, _ in WORLD_ACTS)


def _event(world: World, turn: str) -> tuple[Any, bool]:
    if turn in ("/start", "(mở liên kết mời)"):
        return Started("loi-moi" if turn != "/start" else None), True
    for pattern, make in EVENT_ACTS:
        if found := re.fullmatch(pattern, turn):
            return make(found), True
    if found := re.fullmatch(r"\[(.+)\]", turn):
        return ButtonPressed(world.button(found[1])), True
    early = turn.removeprefix("(gõ sớm) ")
    return TextTyped(early), early == turn


def _file(found: re.Match[str]) -> FileSent:
    file = StoredFile("ab" * 32, found["name"], "application/pdf", 340_000)
    return FileSent(file, found["caption"], found["album"])


def _refused(found: re.Match[str]) -> FileSent:
    size = int(found["mb"]) * 1_000_000
    return FileSent(RefusedFile(found["name"], found["why"], size))  # type: ignore[arg-type]  # checked by reading


def _book(found: re.Match[str]) -> FileSent:
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileSent(StoredFile("cd" * 32, found["name"], mime, 40_000, "maybe" if found["maybe"] else "form"))


EVENT_ACTS: list[tuple[str, Callable[[re.Match[str]], Any]]] = [
    (r"\(nhãn dán\)", lambda _: OtherSent("sticker")),
    (r"\(tin thoại\)", lambda _: OtherSent("voice")),
    (r"\(vị trí\)", lambda _: OtherSent("location")),
    (r"\(10\.000 ký tự\)", lambda _: TextTyped("xin chào " * 1112)),
    (r"\(nút cũ (?P<action>.+)\)", lambda found: ButtonPressed(Action.decode(found["action"]))),
    (r"\(tệp (?P<name>\S+) (?P<mb>\d+) MB, không nhận: (?P<why>\w+)\)", _refused),
    (r"\(phiếu (?P<maybe>chưa rõ )?(?P<name>\S+)\)", _book),
    (r"\(tệp (?P<name>\S+)(?:, album (?P<album>\w+))?(?:: (?P<caption>.+))?\)", _file),
]


def _other_phone(world: World, turn: str) -> None:
    key, value = turn.removeprefix("(máy khác ghi ").removesuffix(")").split(" = ")
    world.stores(key, value, "Nguyễn Văn An", channel="zalo")


def _days_pass(world: World, turn: str) -> None:
    world.now += timedelta(days=int(re.sub(r"\D", "", turn)))


def _review_starts(world: World, _turn: str) -> None:
    world.view = replace(world.view, state="in_review")


def _already_joined(world: World, _turn: str) -> None:
    assert world.lobby.invitation
    world.lobby = replace(world.lobby, invitation=replace(world.lobby.invitation, state="yours"))


WORLD_ACTS: list[tuple[str, Callable[[World, str], None]]] = [
    (r"\(máy khác ghi .+\)", _other_phone),
    (r"\(sau \d+ ngày\)", _days_pass),
    (r"\(thẩm định bắt đầu\)", _review_starts),
    (r"\(lời mời đã nhận\)", _already_joined),
]
