"""The units of the demo campaign: offices by name, nobody's real figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dti.demo.places import province_of
from dti_core.campaign.staff.roster.names import slug_of
from dti_core.framework.framework import Framework

AGENCIES = {
    "so-noi-vu": "Sở Nội vụ",
    "so-tu-phap": "Sở Tư pháp",
    "so-tai-chinh": "Sở Tài chính",
    "so-ke-hoach-dau-tu": "Sở Kế hoạch và Đầu tư",
    "so-cong-thuong": "Sở Công Thương",
    "so-nong-nghiep": "Sở Nông nghiệp và Phát triển nông thôn",
    "so-giao-thong": "Sở Giao thông vận tải",
    "so-xay-dung": "Sở Xây dựng",
    "so-tai-nguyen": "Sở Tài nguyên và Môi trường",
    "so-lao-dong": "Sở Lao động – Thương binh và Xã hội",
    "so-y-te": "Sở Y tế",
    "so-giao-duc": "Sở Giáo dục và Đào tạo",
    "so-van-hoa": "Sở Văn hoá, Thể thao và Du lịch",
    "so-khoa-hoc": "Sở Khoa học và Công nghệ",
    "so-ngoai-vu": "Sở Ngoại vụ",
    "thanh-tra-tinh": "Thanh tra tỉnh",
    "ban-dan-toc": "Ban Dân tộc",
    "van-phong-ubnd": "Văn phòng Uỷ ban nhân dân tỉnh",
    "ban-quan-ly-khu-kinh-te": "Ban Quản lý Khu kinh tế",
}
WORK = (
    (1.0, 0.93),
    (1.0, 0.88),
    (1.0, 0.82),
    (0.9, 0.9),
    (0.8, 0.76),
    (0.7, 0.85),
    (0.55, 0.8),
    (0.4, 0.7),
    (0.25, 0.78),
)
"""Which part of the questions is answered, and how good the figures are: those ahead, those behind."""
SPECIAL = {"Thanh tra tỉnh": (0.6, 0.72)}
TRAITS = {"Thanh tra tỉnh": ("khong-dich-vu-cong-truc-tuyen",)}


@dataclass(frozen=True)
class Unit:
    """A unit to be scored: which part of the questions is answered, how good its figures are (both 0…1)."""

    slug: str
    name: str
    site: str
    group: str | None = None
    share: float = 0.0
    quality: float = 0.8
    traits: frozenset[str] = frozenset()


def units_of(framework: Framework) -> tuple[Unit, ...]:
    """Whom a framework scores: those it names, else those of its province and level; half are at work."""
    known = {trait.id for trait in framework.spec.traits}
    domain = province_of(framework.id).domain
    named = tuple(_named(framework))
    work = dict(zip((slug for slug, _, _ in named[1:]), _spread(len(named)), strict=False))
    return tuple(
        Unit(slug, name, site_of(name, slug, domain), group, *doing, frozenset(TRAITS.get(name, ())) & known)
        for slug, name, group in named
        for doing in [SPECIAL.get(name) or work.get(slug, (0.0, 0.8))]
    )


def site_of(name: str, slug: str, domain: str) -> str:
    """A web address of its own; a district's is its bare name, a province's its domain."""
    bare = (
        slug_of(name.split(" ", 2)[-1])
        if name.startswith(("Thành phố", "Thị xã"))
        else slug.removeprefix("huyen-")
    )
    return domain if name.startswith("Tỉnh") else f"{bare.replace('-', '')}.{domain}"


def _named(framework: Framework) -> Iterator[tuple[str, str, str | None]]:
    """Slug, name and group of each."""
    province, level = province_of(framework.id), framework.spec.level
    if framework.spec.units:
        yield from ((slug_of(unit.title), unit.title, unit.group) for unit in framework.spec.units)
    elif level == "so":
        yield from ((slug, name, None) for slug, name in AGENCIES.items())
    elif level == "huyen":
        yield from ((slug_of(name), name, None) for name in province.districts)
    else:
        yield "tinh", f"Tỉnh {province.name}".strip(), None


def _spread(units: int) -> Iterable[tuple[float, float]]:
    """The work of about half the units, from those who have finished to those who have just begun."""
    busy = units // 2
    return (WORK[i * len(WORK) // busy] for i in range(busy))
