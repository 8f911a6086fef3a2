"""What buttons say to the conversation: one name per verb, for those who draw buttons and those who act."""

from dti_core.messages.model import ACTION_LIMIT, Action, Choice

ANSWER = "a"  # key, value, revision drawn for
SUGGESTED = "sg"  # key, revision drawn for
ASK = "q"  # subject
AGAIN = "re"  # subject
ASK_KEY = "k"  # key, subject to come back to
FIX = "fx"  # key to record, value, revision, key to ask next
KEEP = "keep"  # subject
LATER = "later"  # subject
NEXT = "next"
BACK = "back"
MENU = "menu"
HELP = "help"
GUIDE = "guide"  # criterion
LIST = "list"  # page
CARD = "card"  # criterion
POINTS = "points"
WHY = "why"  # page
ASSUMED = "assumed"
CHART = "chart"
GAPS = "gaps"
TOTAL = "tot"  # criterion, input id
EVIDENCE = "ev"  # criterion
EVIDENCE_LIST = "evs"  # criterion
EVIDENCE_LATER = "evlater"  # criterion
REUSE = "reuse"  # criterion, page
REUSE_THIS = "ru"  # criterion, evidence id
EARLIER = "ly"  # criterion, id of last year's evidence
WITHDRAW = "wd"  # criterion, evidence id
REPLACE = "rp"  # criterion, evidence id
MOVE = "mv"  # from criterion, to criterion, fingerprint
MOVE_WHERE = "mvw"  # from criterion, fingerprint, page
ACCOUNT = "sec"  # criterion
ACCOUNT_ENVELOPE = "sece"  # criterion
HELD = "held"  # criterion
HELD_WHERE = "heldw"  # page
HELD_DROP = "heldx"
NOT_APPLICABLE = "na"  # criterion
CANCEL_REQUEST = "nac"  # criterion
JUSTIFY = "just"  # criterion
JUSTIFY_TYPED = "justt"  # criterion
CONTEST = "ct"  # criterion
USE_TYPED = "use"  # subject
DROP_TYPED = "drop"
SUBMIT = "submit"
SUBMIT_YES = "submityes"
SUBMIT_NO = "submitno"
UNSUBMIT = "unsubmit"
SIGN = "sign"
SIGN_BY = "signby"
FORM = "form"
READY = "ready"
RETURNED = "returned"
DEFERRED = "deferred"
UNITS = "units"
SWITCH = "sw"  # assignment
JOIN = "join"  # invitation
CONSENT = "consent"  # invitation
NOT_ME = "notme"  # invitation
NOOP = "noop"
EXCEL = "xl"
BOOK_ANSWERS = "xla"
BOOK_EVIDENCE = "xle"


def button(label: str, verb: str, *args: str | int) -> Choice:
    """A choice with its action."""
    return Choice(label, Action(verb, tuple(str(arg) for arg in args)))


def answer_button(label: str, key: str, value: str, revision: int) -> Choice:
    """An answer, drawn for a revision of the stored value; a value too long to carry is named by its length.

    Such a value can only be a choice's name, which the conversation finds again by `shortened`.
    """
    return button(label, ANSWER, key, shortened(value, key), revision)


def shortened(value: str, key: str) -> str:
    """A value as a button can carry it: whole where it fits, else its head and length."""
    room = ACTION_LIMIT - len(f"{ANSWER}|{key}||9999".encode())
    return value if len(value.encode()) <= room else f"{value[: room - 5]}~{len(value)}"
