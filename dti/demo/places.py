"""The provinces of the frameworks, and a neutral one for all others: seats, web domains and districts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Province:
    """A province as the demo needs it."""

    name: str
    domain: str
    seat: str
    districts: tuple[str, ...]
    coordinator: str = "Sở Thông tin và Truyền thông"


AN_GIANG = Province(
    "An Giang",
    "angiang.gov.vn",
    "Thành phố Long Xuyên",
    (
        "Thành phố Long Xuyên", "Thành phố Châu Đốc", "Thị xã Tân Châu", "Huyện An Phú", "Huyện Châu Phú",
        "Huyện Châu Thành", "Huyện Chợ Mới", "Huyện Phú Tân", "Huyện Thoại Sơn", "Thị xã Tịnh Biên",
        "Huyện Tri Tôn",
    ),
)  # fmt: skip
HUE = Province(
    "Thừa Thiên Huế",
    "thuathienhue.gov.vn",
    "Thành phố Huế",
    (
        "Thành phố Huế", "Thị xã Hương Thủy", "Thị xã Hương Trà", "Huyện A Lưới", "Huyện Nam Đông",
        "Huyện Phong Điền", "Huyện Phú Lộc", "Huyện Phú Vang", "Huyện Quảng Điền",
    ),
)  # fmt: skip
HAI_DUONG = Province(
    "Hải Dương",
    "haiduong.gov.vn",
    "Thành phố Hải Dương",
    (
        "Thành phố Hải Dương", "Thành phố Chí Linh", "Thị xã Kinh Môn", "Huyện Bình Giang", "Huyện Cẩm Giàng",
        "Huyện Gia Lộc", "Huyện Kim Thành", "Huyện Nam Sách", "Huyện Ninh Giang", "Huyện Thanh Hà",
        "Huyện Thanh Miện", "Huyện Tứ Kỳ",
    ),
)  # fmt: skip
DONG_NAI = Province(
    "Đồng Nai",
    "dongnai.gov.vn",
    "Thành phố Biên Hoà",
    (
        "Thành phố Biên Hoà", "Thành phố Long Khánh", "Huyện Long Thành", "Huyện Nhơn Trạch",
        "Huyện Vĩnh Cửu", "Huyện Trảng Bom", "Huyện Thống Nhất", "Huyện Định Quán", "Huyện Tân Phú",
        "Huyện Xuân Lộc", "Huyện Cẩm Mỹ",
    ),
    coordinator="Sở Khoa học và Công nghệ",
)  # fmt: skip
ELSEWHERE = Province(
    "",
    "tinh.example",
    "Khu hành chính tỉnh",
    (
        "Thành phố Trung Tâm",
        "Thị xã Bến Sông",
        "Huyện Miền Đông",
        "Huyện Miền Tây",
        "Huyện Miền Núi",
        "Huyện Ven Biển",
    ),
)
PROVINCES = {"an-giang": AN_GIANG, "thua-thien-hue": HUE, "hai-duong": HAI_DUONG, "dong-nai": DONG_NAI}


def province_of(framework_id: str) -> Province:
    """The province by whose name a framework's id begins."""
    return next((one for start, one in PROVINCES.items() if framework_id.startswith(start)), ELSEWHERE)
