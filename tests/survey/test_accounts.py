"""What looks like a password is told from what people write about their evidence."""

import pytest

from dti_core.survey.accounts import looks_like_one


@pytest.mark.parametrize(
    "text",
    ["mật khẩu: abc123", "Mật khẩu là Abc@123", "user: admin pass: 123456", "TK: thamdinh MK: 1@a",
     "pw=geheim",
     "tài khoản: lgsp_xem", "Tên đăng nhập: sotttt", "thamdinh/Dn@2024!"],
)  # fmt: skip
def test_an_account_is_recognised(text: str) -> None:
    assert looks_like_one(text)


@pytest.mark.parametrize(
    "text",
    ["https://lgsp.dongnai.gov.vn", "mục 3, trang 5", "Kế hoạch 12/KH-UBND ngày 05/03/2024", "7/7 nền tảng",
     "Đã cấp tài khoản cho 20 đơn vị", "Quy định về mật khẩu của tỉnh", "chưa có", "12/2024/QĐ-UBND"],
)  # fmt: skip
def test_ordinary_words_are_not(text: str) -> None:
    assert not looks_like_one(text)
