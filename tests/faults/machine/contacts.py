"""What contacts do: answer by button and by word, prove, ask, explain, hand in, on one phone or two."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from dti_core.messages import verbs
from dti_core.messages.model import Action
from dti_core.store import tables as t
from tests.faults.machine import rights
from tests.faults.machine.house import House, Way
from tests.faults.machine.points import BUSY, DEADLY
from tests.faults.machine.town import ACCOUNTS, CONTACTS

VALUES = {
    "1.1:a": ("true", "false"),
    "1.4:a": ("cao", "vua"),
    "1.2:a": ("57", "60", "3"),
    "1.3:a": ("4", "9", "0"),
    "info:1": ("60", "48"),
}
"""By key; as a button would carry them."""
WORDS = (
    "57", "1.234", "118/120", "60", "có", "không", "cao", "khoảng 95%", "1.3", "😀 <b>&amp;", "0",
    "tiếp tục", "bỏ qua", "quay lại", "sửa 1.2", "danh sách", "điểm", "giải thích", "minh chứng 1.1", "nộp",
    "trợ giúp", "https://so.gov.vn/kh mục 3", "https://a.gov.vn/x https://b.gov.vn/y",
    "ngày 5/6/2025, số 12/QĐ",
)  # fmt: skip
CRITERIA = ("1.1", "1.2", "1.3", "1.4")
LITTLE = (
    (verbs.LATER, "1.3"), (verbs.LATER, "info:1"), (verbs.CANCEL_REQUEST, "1.2"),
    (verbs.CANCEL_REQUEST, "1.4"), (verbs.UNSUBMIT,), (verbs.NEXT,), (verbs.POINTS,),
    (verbs.LIST, "0"), (verbs.EVIDENCE_LATER, "1.1"),
)  # fmt: skip
"""What a tap does that is soon said."""
WHO, CRITERION = st.sampled_from(CONTACTS), st.sampled_from(CRITERIA)
ANSWER = st.sampled_from([(key, value) for key, values in VALUES.items() for value in values])
HARMS = st.none() | st.none() | st.sampled_from(DEADLY) | st.sampled_from(BUSY)
WAY = st.builds(Way, st.integers(0, 4).map(lambda left: 4 - left), HARMS)


class Contacts(RuleBasedStateMachine):
    """`way`: how far what they do is worked on before anything else happens, and what befalls it."""

    house: House

    @rule(who=WHO, answers=st.lists(ANSWER, min_size=1, max_size=3), is_current=st.booleans(), way=WAY)
    def answers(self, who: str, answers: list[tuple[str, str]], is_current: bool, way: Way) -> None:
        """One tap or several, twice the same perhaps, before anything is worked on."""
        for key, value in answers:
            self._presses(who, verbs.ANSWER, key, value, str(self._revision(who, key) if is_current else 0))
        self.house.goes_on(way)

    @rule(who=WHO, criterion=st.none() | CRITERION, text=st.sampled_from(WORDS), way=WAY)
    def types(self, who: str, criterion: str | None, text: str, way: Way) -> None:
        if criterion is not None:
            self._presses(who, verbs.ASK, criterion)
            self.house.goes_on()
        self._types(who, text, way)

    @rule(answers=st.tuples(ANSWER, ANSWER), text=st.sampled_from(WORDS), way=WAY)
    def talks_on_two_phones_at_once(
        self, answers: tuple[tuple[str, str], tuple[str, str]], text: str, way: Way
    ) -> None:
        for who, (key, value) in zip(("lan", "lan's other phone"), answers, strict=True):
            self._presses(who, verbs.ANSWER, key, value, str(self._revision(who, key)))
        self._types("lan", text, way)

    @rule(who=st.sampled_from((*CONTACTS, "boss", "reviewer")), number=st.integers(0, 30), way=WAY)
    def presses_what_is_on_the_screen(self, who: str, number: int, way: Way) -> None:
        buttons = self.house.platform.chats[ACCOUNTS[who]].buttons()
        if buttons:
            ref, data = buttons[-1 - number % len(buttons)]
            self.house.platform.presses(ACCOUNTS[who], data, ref)
            self.house.goes_on(way)

    @rule(who=WHO, criterion=CRITERION, files=st.sampled_from([("a",), ("odd",), ("a", "b", "odd")]), way=WAY)
    def sends_files(self, who: str, criterion: str, files: tuple[str, ...], way: Way) -> None:
        self._presses(who, verbs.EVIDENCE, criterion)
        self.house.goes_on()
        self.house.platform.sends(ACCOUNTS[who], *files)
        self.house.goes_on(way)

    @rule(who=WHO, criterion=CRITERION, asks=st.booleans(), way=WAY)
    def gives_a_reason(self, who: str, criterion: str, asks: bool, way: Way) -> None:
        """For its figures, or why it should not be measured by this criterion."""
        self._presses(who, verbs.NOT_APPLICABLE if asks else verbs.JUSTIFY, criterion)
        self.house.goes_on()
        self._types(who, "Năm nay đơn vị chuyển trụ sở.", way)

    @rule(who=WHO, way=WAY)
    def hands_in(self, who: str, way: Way) -> None:
        self._presses(who, verbs.SUBMIT)
        self.house.goes_on()
        self._presses(who, verbs.SUBMIT_YES)
        self.house.goes_on(way)

    @rule(who=WHO, what=st.sampled_from(LITTLE), way=WAY)
    def taps(self, who: str, what: tuple[str, ...], way: Way) -> None:
        self._presses(who, *what)
        self.house.goes_on(way)

    @rule(who=WHO, number=st.integers(1, 20), way=WAY)
    def works_in_another_role(self, who: str, number: int, way: Way) -> None:
        """Anybody's number may be named; one's own is taken."""
        self._presses(who, verbs.SWITCH, str(number))
        self.house.goes_on(way)

    @rule(who=WHO, sticker=st.booleans(), way=WAY)
    def says_hello(self, who: str, sticker: bool, way: Way) -> None:
        if sticker:
            self.house.platform.sticks(ACCOUNTS[who])
            self.house.goes_on(way)
        else:
            self._types(who, "/start", way)

    def _presses(self, who: str, verb: str, *args: str) -> None:
        self.house.platform.presses(ACCOUNTS[who], Action(verb, args).encode())

    def _types(self, who: str, text: str, way: Way) -> None:
        self.house.platform.says(ACCOUNTS[who], text)
        self.house.goes_on(way)

    def _revision(self, who: str, key: str) -> int:
        """Of the value that stands now where this person works."""
        now = rights.look(self.house.db)
        person = self.house.town.people[who.partition("'")[0]].person
        units = {row.enrolment_id for row in now.of(t.assignment) if row.person_id == person and row.active}
        rows = (row for row in now.of(t.answer) if row.enrolment_id in units and row.input_key == key)
        return next((row.revision for row in rows), 0)
