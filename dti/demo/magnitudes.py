"""How large figures usually are, by what they count and by the level of the unit."""

import re
from fractions import Fraction
from random import Random

PEOPLE = {"so": (90_000, 260_000), "huyen": (90_000, 260_000), "tinh": (3_100_000, 3_300_000)}
"""Who lives there: of one number, so that inhabitants, households and companies fit each other."""
SHARES = (
    ("độ tuổi lao động", Fraction(58, 100)),
    ("14 tuổi", Fraction(76, 100)),
    ("15 tuổi|trưởng thành", Fraction(74, 100)),
    ("hộ nghèo", Fraction(1, 150)),
    ("hộ gia đình|^hộ", Fraction(10, 39)),
    ("doanh nghiệp nhỏ và vừa", Fraction(1, 124)),
    ("doanh nghiệp (công nghệ|nền tảng|cntt|khởi nghiệp|chuyển)", Fraction(1, 2500)),
    ("doanh nghiệp", Fraction(1, 120)),
    ("học sinh", Fraction(1, 8)),
    ("nông dân", Fraction(1, 4)),
    ("địa chỉ", Fraction(3, 10)),
    ("thuê bao|dân số|người dân|dân cư", Fraction(1)),
)
Range = tuple[int, int]
Table = tuple[tuple[str, Range, Range, Range], ...]
SPECIAL: Table = (
    # in the label             an agency       a district       a province
    ("chỉ đạo|theo yêu cầu|sửa đổi", (3, 8), (4, 9), (4, 6)),
    ("diễn tập", (1, 3), (1, 3), (2, 5)),
    ("sự cố|tấn công", (2, 9), (3, 12), (20, 60)),
    ("truy cập", (8000, 60_000), (20_000, 90_000), (900_000, 1_500_000)),
    ("chuyên trách", (2, 5), (4, 10), (40, 90)),
    ("lãnh đạo cơ quan", (3, 4), (3, 4), (40, 60)),
    ("cấp độ 3", (1, 2), (1, 2), (7, 14)),
    ("mức độ [34]", (12, 35), (60, 110), (500, 700)),
    ("đánh giá|hài lòng", (300, 900), (2000, 9000), (60_000, 90_000)),
    ("tài khoản của doanh nghiệp", (90, 300), (500, 900), (15_000, 20_000)),
    ("tài khoản", (900, 3000), (30_000, 60_000), (900_000, 1_100_000)),
)
COUNTED: Table = (
    # in the measure, or in the label where that says only "người"
    ("hồ sơ", (900, 9000), (15_000, 60_000), (900_000, 1_200_000)),
    ("văn bản|chế độ báo cáo", (1500, 8000), (8000, 20_000), (90_000, 150_000)),
    ("báo cáo", (20, 60), (40, 120), (200, 400)),
    ("thủ tục|dịch vụ công|dịch vụ", (20, 120), (220, 330), (1700, 1950)),
    ("giao dịch", (300, 900), (2000, 9000), (60_000, 90_000)),
    ("hệ thống|phần mềm|nền tảng|cơ sở dữ liệu", (2, 6), (3, 8), (60, 90)),
    ("máy chủ", (1, 4), (2, 5), (60, 120)),
    ("máy", (30, 95), (180, 420), (5000, 6500)),
    ("điểm", (3, 9), (10, 25), (240, 270)),
    ("^huyện", (1, 1), (1, 1), (11, 11)),
    ("^xã|phường|cấp xã", (8, 18), (10, 18), (159, 159)),
    ("thôn|khóm|ấp|tổ dân phố|xóm", (60, 140), (60, 140), (920, 960)),
    ("trường|cơ sở giáo dục", (3, 9), (40, 80), (780, 860)),
    ("bệnh viện|trạm|cơ sở", (2, 8), (10, 18), (160, 190)),
    ("lãnh đạo", (6, 14), (20, 40), (300, 420)),
    ("cơ quan|đơn vị|phòng", (2, 6), (12, 20), (30, 42)),
    ("tên miền", (1, 3), (120, 400), (5000, 6500)),
    ("người|cán bộ|công chức|viên chức|nhân sự", (28, 90), (120, 260), (2600, 3600)),
)
FEW = ((12, 60), (20, 120), (150, 700))
MONEY: Table = (
    # in triệu đồng
    ("grdp|tổng sản phẩm", (9_000_000, 12_000_000), (9_000_000, 12_000_000), (480_000_000, 500_000_000)),
    ("thu nhập|lương", (4, 7), (4, 7), (5, 8)),
    ("giá|cước", (0, 1), (0, 1), (0, 1)),
    ("an toàn thông tin|an ninh mạng", (60, 400), (300, 900), (20_000, 40_000)),
    ("kinh tế số|xã hội số", (40, 200), (300, 900), (30_000, 60_000)),
    (
        "chuyển đổi số|chính quyền số|công nghệ thông tin|cntt",
        (400, 2500),
        (9000, 16_000),
        (280_000, 420_000),
    ),
    ("", (30_000, 90_000), (900_000, 1_300_000), (24_000_000, 29_000_000)),
)
UNITS = (("tỷ|tỉ", Fraction(1, 1000)), ("triệu", Fraction(1)), ("nghìn|ngàn", Fraction(1000)))
LEVELS = ("so", "huyen", "tinh")


class Magnitudes:
    """Draws a fitting figure; who lives there is drawn once."""

    def __init__(self, level: str, random: Random) -> None:
        self.level, self.random = LEVELS.index(level), random
        self.people = random.randint(*PEOPLE[level])

    def of(self, kind: str, label: str, measure: str) -> Fraction:
        """A figure of this kind in its printed measure."""
        label, measure = label.lower(), measure.lower()
        if kind == "money" or "đồng" in measure:
            return self._drawn(self._row(MONEY, label)) * _unit(measure)
        special = self._row(SPECIAL, label)
        if special is not None:
            return self._drawn(special)
        thousands = Fraction(1, 1000) if measure.startswith(("nghìn", "ngàn")) else Fraction(1)
        people = not measure or measure.endswith("người")
        if people or _share(measure) is not None:
            share = _share(label)
            if share is not None:
                return self.people * share * thousands
        for text in (label,) if people else (measure, label):
            row = self._row(COUNTED, text)
            if row is not None:
                return self._drawn(row) * thousands
        return self._drawn(FEW[self.level])

    def _row(self, table: Table, text: str) -> Range | None:
        found = next((row for row in table if re.search(row[0], text)), None)
        return None if found is None else found[1:][self.level]

    def _drawn(self, bounds: Range | None) -> Fraction:
        least, most = bounds or FEW[self.level]
        return Fraction(self.random.randint(least * 100, most * 100), 100)


def _share(text: str) -> Fraction | None:
    """How many there are for each inhabitant."""
    return next((part for words, part in SHARES if re.search(words, text)), None)


def _unit(measure: str) -> Fraction:
    """What a million đồng is in this measure."""
    return next((part for word, part in UNITS if re.match(word, measure)), Fraction(1_000_000))
