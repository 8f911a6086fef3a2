"""What contacts do: answer by button and by word, prove, ask, explain, hand in, on one phone or two."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from dti_core.messages import verbs
from dti_core.messages.model import Action
from dti_core.store import tables as t
from tests.faults.machine import rights
from tests.faults.machine.house import House
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
WHO, HOW_FAR = st.sampled_from(CONTACTS), st.integers(0, 4).map(lambda left: 4 - left)
CRITERION = st.sampled_from(CRITERIA)
ANSWER = st.sampled_from([(key, value) for key, values in VALUES.items() for value in values])


class Contacts(RuleBasedStateMachine):
    """Each act is one update or two; `far`: how far it is worked on before anything else happens."""

    house: House

    @rule(who=WHO, answer=ANSWER, is_current=st.booleans(), far=HOW_FAR)
    def answers(self, who: str, answer: tuple[str, str], is_current: bool, far: int) -> None:
        key, value = answer
        revision = self._revision(who, key) if is_current else 0
        self._presses(who, far, verbs.ANSWER, key, value, str(revision))

    @rule(who=WHO, criterion=CRITERION, text=st.sampled_from(WORDS), far=HOW_FAR)
    def types_at_a_question(self, who: str, criterion: str, text: str, far: int) -> None:
        self._presses(who, 4, verbs.ASK, criterion)
        self._types(who, text, far)

    @rule(who=WHO, text=st.sampled_from(WORDS), far=HOW_FAR)
    def types_whatever_is_asked(self, who: str, text: str, far: int) -> None:
        self._types(who, text, far)

    @rule(who=st.sampled_from((*CONTACTS, "boss", "reviewer")), number=st.integers(0, 30), far=HOW_FAR)
    def presses_what_is_on_the_screen(self, who: str, number: int, far: int) -> None:
        buttons = self.house.platform.chats[ACCOUNTS[who]].buttons()
        if buttons:
            ref, data = buttons[-1 - number % len(buttons)]
            self.house.platform.presses(ACCOUNTS[who], data, ref)
            self.house.goes_on(far)

    @rule(who=WHO, answer=ANSWER)
    def taps_twice(self, who: str, answer: tuple[str, str]) -> None:
        self._presses(who, 0, verbs.ANSWER, *answer, str(self._revision(who, answer[0])))
        self._presses(who, 4, verbs.ANSWER, *answer, str(self._revision(who, answer[0])))

    @rule(answers=st.tuples(ANSWER, ANSWER), text=st.sampled_from(WORDS))
    def talks_on_two_phones_at_once(
        self, answers: tuple[tuple[str, str], tuple[str, str]], text: str
    ) -> None:
        for who, answer in zip(("lan", "lan's other phone"), answers, strict=True):
            self._presses(who, 0, verbs.ANSWER, *answer, str(self._revision(who, answer[0])))
        self._types("lan", text, 4)

    @rule(who=WHO, criterion=CRITERION, file=st.sampled_from(["a", "b", "odd"]), far=HOW_FAR)
    def sends_a_file(self, who: str, criterion: str, file: str, far: int) -> None:
        self._presses(who, 4, verbs.EVIDENCE, criterion)
        self.house.platform.sends(ACCOUNTS[who], file, "trang 3")
        self.house.goes_on(far)

    @rule(who=WHO, criterion=CRITERION, far=HOW_FAR)
    def explains(self, who: str, criterion: str, far: int) -> None:
        self._presses(who, 4, verbs.JUSTIFY, criterion)
        self._types(who, "Năm nay đơn vị chuyển trụ sở.", far)

    @rule(who=WHO, criterion=CRITERION, far=HOW_FAR)
    def asks_not_to_be_measured(self, who: str, criterion: str, far: int) -> None:
        self._presses(who, 4, verbs.NOT_APPLICABLE, criterion)
        self._types(who, "Đơn vị không có chức năng này.", far)

    @rule(who=WHO, criterion=CRITERION, far=HOW_FAR)
    def asks_to_be_measured_after_all(self, who: str, criterion: str, far: int) -> None:
        self._presses(who, far, verbs.CANCEL_REQUEST, criterion)

    @rule(who=WHO, far=HOW_FAR)
    def hands_in(self, who: str, far: int) -> None:
        self._presses(who, 4, verbs.SUBMIT)
        self._presses(who, far, verbs.SUBMIT_YES)

    @rule(who=WHO, far=HOW_FAR)
    def takes_it_back(self, who: str, far: int) -> None:
        self._presses(who, far, verbs.UNSUBMIT)

    @rule(who=WHO, far=HOW_FAR)
    def puts_off(self, who: str, far: int) -> None:
        self._presses(who, far, verbs.LATER, "1.3")

    @rule(who=WHO, number=st.integers(1, 20), far=HOW_FAR)
    def works_in_another_role(self, who: str, number: int, far: int) -> None:
        """Anybody's number may be named; one's own is taken."""
        self._presses(who, far, verbs.SWITCH, str(number))

    @rule(who=WHO)
    def sends_a_sticker(self, who: str) -> None:
        self.house.platform.sticks(ACCOUNTS[who])
        self.house.goes_on(4)

    @rule(who=WHO, far=HOW_FAR)
    def begins_again(self, who: str, far: int) -> None:
        self._types(who, "/start", far)

    def _presses(self, who: str, far: int, verb: str, *args: str) -> None:
        self.house.platform.presses(ACCOUNTS[who], Action(verb, args).encode())
        self.house.goes_on(far)

    def _types(self, who: str, text: str, far: int) -> None:
        self.house.platform.says(ACCOUNTS[who], text)
        self.house.goes_on(far)

    def _revision(self, who: str, key: str) -> int:
        """Of the value that stands now where this person works."""
        now = rights.look(self.house.db)
        person = self.house.town.people[who.partition("'")[0]].person
        units = {row.enrolment_id for row in now.of(t.assignment) if row.person_id == person and row.active}
        rows = (row for row in now.of(t.answer) if row.enrolment_id in units and row.input_key == key)
        return next((row.revision for row in rows), 0)
