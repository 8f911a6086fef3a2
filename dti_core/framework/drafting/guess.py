"""How a criterion is probably calculated, guessed from its title (and from figures that the annex names)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dti_core.framework.drafting import guess_texts as texts

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (why, re.compile(pattern, re.IGNORECASE))
    for why, pattern in (
        ("violation", r"^(số (lượng |vụ |lần |trường hợp )?)?vi phạm\b"),
        ("price", r"(gói cước|chi trả|giá cước).*thu nhập"),
        ("bad-share", r"^t[ỷỉ] lệ.*\b(vi phạm|nhiễm|lây nhiễm|sự cố|trễ hạn|quá hạn|khiếu nại|mã độc)\b"),
        ("security-spending", r"\b(chi|kinh phí|chi ngân sách)\b.*\b(an toàn|an ninh)\b"),
        ("spending", r"^(t[ỷỉ] lệ |tổng |tổng số )?(kinh phí |ngân sách )?(chi|kinh phí)\b"),
        ("share", r"^t[ỷỉ] lệ\b"),
        ("meetings", r"^số (lượng |lần )?(các )?(cuộc )?(họp|hội nghị)\b"),
        ("broadcasts", r"^(tần suất|số lần|số lượng|số).*\b(phát sóng|phát thanh|truyền thanh)\b"),
        ("news", r"^(tần suất|số lượng|số) (các )?(tin|bài|chuyên mục)\b"),
        ("of-a-whole", r"^(tổng )?số (lượng )?.*\b(được|đã|có|triển khai|tham gia|sử dụng|hoàn thành|đạt)\b"),
        ("amount", r"^(số|số lượng|tổng số|tổng)\b(?! h[oó]a)"),
        ("degree", r"^mức độ\b"),
        (
            "deed",
            r"^(có|đã|ban hành|quyết định|kế hoạch|nghị quyết|chỉ thị|văn bản|triển khai|thực hiện|tổ chức"
            r"|thành lập|phát động|tham gia|tham dự|xây dựng|công bố|cung cấp|cập nhật|cam kết|gắn"
            r"|chương trình|đề án|chính sách|quy chế|quy định|lựa chọn|phân công|sử dụng|ứng dụng|cử)\b"
            r"|^(cơ quan|đơn vị)[^;.]*\bcó\b|\blà trưởng ban\b|\bchủ trì, chỉ đạo\b"
            r"|\bcó (chuyên mục|tham gia)\b|\bđã (có|được|triển khai|kết nối|ban hành)\b"
            r"|\b(được|đáp ứng|cử|bố trí)\b",
        ),
    )
)
"""In order; the first that fits the title decides. Marks count: “chi” is spending, “chỉ” is not."""
HARMLESS = re.compile(
    r"(phòng|chống|xử lý|khắc phục|ứng cứu|giải quyết)\b.{0,20}(sự cố|mã độc|khiếu nại|vi phạm)"
)
"""“Tỷ lệ máy cài phần mềm chống mã độc” is a good thing."""
CUT = re.compile(
    r"\s(?:được|đã|có|đang|sử dụng|tham gia|thực hiện|triển khai|kết nối|hiểu|nắm|đạt|phát sinh"
    r"|hoàn thành|cài đặt|xử lý|toàn trình|áp dụng)(?:\s|$)"
)
PRINTED_SHARE = re.compile(r"\ba\s*/\s*b\b")
FIGURES = re.compile(r"^\s*[-+•*]?\s*([a-z])\s*=\s*(.+?)\s*[;.]?\s*$", re.MULTILINE)
COUNTS: Mapping[str, int] = {"meetings": 4, "news": 52, "broadcasts": 12}


@dataclass(frozen=True)
class Guess:
    """The inputs and the rule as data for a file; `look` is what a person must settle, if anything."""

    why: str
    type: str
    inputs: tuple[Mapping[str, Any], ...]
    rule: Mapping[str, Any]
    guidance: str
    look: str | None = None


Figures = Sequence[tuple[str, str, str]]


def guess(title: str, worth: str, *, figures: Figures = (), method: str = "") -> Guess:
    """`worth`: the maximum in words; `figures`: letter, label and provider where the annex names them."""
    named = tuple(figures) or tuple((letter, label, "") for letter, label in FIGURES.findall(method))
    why = _why(title, named, method)
    made = _with_names(MAKERS[why](why, title, worth), named, worth)
    return replace(made, look=texts.LOOK["printed"]) if method else made


def shared_maximum(title: str, worth: str) -> Guess:
    """A criterion that shares its maximum with others can only be a ratio."""
    return _share("share", title, worth)


def _why(title: str, named: Figures, method: str) -> str:
    if len(named) >= 2 and PRINTED_SHARE.search(method):
        return "printed-share"
    words = " ".join(title.split())
    for why, pattern in PATTERNS:
        if pattern.search(words) and not (why == "bad-share" and HARMLESS.search(words.casefold())):
            return why
    return "nothing"


def _with_names(made: Guess, named: Figures, worth: str) -> Guess:
    """Labels and providers as the annex prints them, where it names the same figures."""
    given = {letter: (label, provider) for letter, label, provider in named}
    if made.type not in {"ratio", "inverse"} or not {"a", "b"} <= set(given):
        return made
    inputs = tuple(
        {**each, "label": given[each["id"]][0], "question": _ask("number", given[each["id"]][0])}
        | ({"provider": given[each["id"]][1]} if given[each["id"]][1] else {})
        for each in made.inputs
    )
    look = None if made.look == texts.LOOK["whole"] else made.look
    words = {name: _low(given[name][0]) for name in ("a", "b")}
    plain = made.type == "ratio" and "target" not in made.rule
    guidance = _guide("ratio", **words, max=worth) if plain else made.guidance
    return replace(made, inputs=inputs, look=look, guidance=guidance)


def _deed(why: str, title: str, worth: str) -> Guess:
    item = {"id": "a", "kind": "yes_no", "label": texts.LABEL_DEED, "question": _ask("yes_no", title)}
    rule = {"type": "yes_no", "inputs": ["a"]}
    parted = texts.LOOK["parted"] if why == "deed" and title.count(";") else None
    return Guess(why, "yes_no", (item,), rule, _guide("yes_no", max=worth), texts.LOOK.get(why) or parted)


def _share(why: str, title: str, worth: str) -> Guess:
    part, whole = _halves(title)
    inputs = (_number("a", part), _number("b", whole or texts.WHOLE_UNKNOWN))
    look = None if whole else texts.LOOK["whole"]
    return Guess(
        why,
        "ratio",
        inputs,
        _ratio(),
        _guide("ratio", a=_low(part), b=_low(inputs[1]["label"]), max=worth),
        look,
    )


def _bad_share(why: str, title: str, worth: str) -> Guess:
    part, whole = (texts.PRICE, texts.INCOME) if why == "price" else _halves(title)
    inputs = (_number("a", part), _number("b", whole or texts.WHOLE_UNKNOWN))
    rule = {"type": "inverse", "numerator": ["a"], "denominator": ["b"], "full_at": 0, "zero_at": 1}
    guidance = _guide("inverse", a=_low(part), b=_low(inputs[1]["label"]), max=worth)
    return Guess(why, "inverse", inputs, rule, guidance, texts.LOOK[why])


def _violation(why: str, title: str, worth: str) -> Guess:
    rule = {"type": "inverse", "numerator": ["a"], "full_at": 0, "zero_at": 1}
    inputs = (_number("a", title if title[:2].casefold() == "số" else texts.PART.format(words=_low(title))),)
    return Guess(why, "inverse", inputs, rule, _guide("violation", max=worth), texts.LOOK[why])


def _spending(why: str, _title: str, worth: str) -> Guess:
    security = why == "security-spending"
    of = texts.SPENT_OF_IT if security else texts.SPENT_OF
    inputs = (_money("a", texts.SPENT), _money("b", of))
    rule = {**_ratio(), "target": Decimal("0.1") if security else Decimal("0.01")}
    target = "10%" if security else "1%"
    guidance = _guide("target", a=_low(texts.SPENT), b=_low(of), target=target, max=worth)
    return Guess(why, "ratio", inputs, rule, guidance)


def _counted(why: str, title: str, worth: str) -> Guess:
    rule = {"type": "count", "input": "a", "target": COUNTS[why]}
    guidance = _guide("count", target=COUNTS[why], max=worth)
    return Guess(why, "count", (_number("a", _label(title)),), rule, guidance)


def _amount(why: str, title: str, worth: str) -> Guess:
    rule = {"type": "relative", "numerator": ["a"]}
    inputs = (_number("a", _label(title)),)
    return Guess(why, "relative", inputs, rule, _guide("relative", max=worth), texts.LOOK[why])


def _degree(why: str, title: str, worth: str) -> Guess:
    choices = [{"value": v, "label": label, "fraction": Decimal(f)} for v, label, f in texts.STEPS]
    item = {"id": "a", "kind": "choice", "label": texts.LABEL_DEGREE, "question": _ask("choice", title)}
    rule = {"type": "ladder", "input": "a"}
    return Guess(
        why, "ladder", ({**item, "choices": choices},), rule, _guide("ladder", max=worth), texts.LOOK[why]
    )


MAKERS = {
    "deed": _deed,
    "nothing": _deed,
    "share": _share,
    "printed-share": _share,
    "of-a-whole": _share,
    "bad-share": _bad_share,
    "price": _bad_share,
    "violation": _violation,
    "spending": _spending,
    "security-spending": _spending,
    "amount": _amount,
    "degree": _degree,
    **dict.fromkeys(COUNTS, _counted),
}


def _ratio() -> dict[str, Any]:
    return {"type": "ratio", "numerator": ["a"], "denominator": ["b"], "zero_denominator": "not_applicable"}


def _halves(title: str) -> tuple[str, str | None]:
    """What is counted, and what it is counted among, where the title has a verb to cut at."""
    words = re.sub(
        r"^(tỷ lệ|tỉ lệ|tổng số|số lượng|số)\s+(số lượng\s+|số\s+)?",
        "",
        " ".join(title.split()),
        flags=re.IGNORECASE,
    )
    cut = CUT.search(words)
    whole = (
        texts.WHOLE.format(of=_low(words[: cut.start()])) if cut and len(words[: cut.start()]) < 100 else None
    )
    return texts.PART.format(words=_low(words)), whole


def _label(title: str) -> str:
    return " ".join(title.split())


def _number(name: str, label: str) -> dict[str, Any]:
    return {"id": name, "kind": "count", "label": label, "question": _ask("number", label)}


def _money(name: str, label: str) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "money",
        "measure": "triệu đồng",
        "label": label,
        "question": _ask("number", label),
    }


def _ask(kind: str, words: str) -> str:
    return texts.QUESTION[kind].format(title=" ".join(words.split()).rstrip("."), label=_low(words))


def _guide(kind: str, **facts: object) -> str:
    return texts.GUIDANCE[kind].format(**facts)


def _low(words: str) -> str:
    """As it reads within a sentence; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
