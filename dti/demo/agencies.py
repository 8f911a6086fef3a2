"""The nineteen agencies of the demo campaign: offices by name, contacts by role, nobody's real figures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Agency:
    """An office: which part of the questions is answered, and how good its figures are (both 0…1)."""

    slug: str
    name: str
    share: float = 0.0
    quality: float = 0.0
    traits: tuple[str, ...] = ()

    @property
    def site(self) -> str:
        """A web address of its own."""
        return f"{self.slug.replace('-', '')}.angiang.gov.vn"

    @property
    def contact(self) -> str:
        return f"Đầu mối {self.name}"


AGENCIES = (
    Agency("so-noi-vu", "Sở Nội vụ"),
    Agency("so-tu-phap", "Sở Tư pháp", 1.0, 0.93),
    Agency("so-tai-chinh", "Sở Tài chính", 1.0, 0.88),
    Agency("so-ke-hoach-dau-tu", "Sở Kế hoạch và Đầu tư", 1.0, 0.82),
    Agency("so-cong-thuong", "Sở Công Thương", 0.9, 0.9),
    Agency("so-nong-nghiep", "Sở Nông nghiệp và Phát triển nông thôn", 0.8, 0.76),
    Agency("so-giao-thong", "Sở Giao thông vận tải", 0.7, 0.85),
    Agency("so-xay-dung", "Sở Xây dựng", 0.55, 0.8),
    Agency("so-tai-nguyen", "Sở Tài nguyên và Môi trường", 0.4, 0.7),
    Agency("so-lao-dong", "Sở Lao động – Thương binh và Xã hội", 0.25, 0.78),
    Agency("so-y-te", "Sở Y tế"),
    Agency("so-giao-duc", "Sở Giáo dục và Đào tạo"),
    Agency("so-van-hoa", "Sở Văn hoá, Thể thao và Du lịch"),
    Agency("so-khoa-hoc", "Sở Khoa học và Công nghệ"),
    Agency("so-ngoai-vu", "Sở Ngoại vụ"),
    Agency("thanh-tra-tinh", "Thanh tra tỉnh", 0.6, 0.72, ("khong-dich-vu-cong-truc-tuyen",)),
    Agency("ban-dan-toc", "Ban Dân tộc"),
    Agency("van-phong-ubnd", "Văn phòng Uỷ ban nhân dân tỉnh"),
    Agency("ban-quan-ly-khu-kinh-te", "Ban Quản lý Khu kinh tế"),
)
