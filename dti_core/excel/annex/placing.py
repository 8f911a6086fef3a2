"""From entries to rows of a draft: who stands under whom, codes for rows that print none, shared maxima."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from dti_core.excel.annex import codes
from dti_core.excel.annex.entries import Entry, Gathered, sections
from dti_core.excel.trouble import Remark
from dti_core.framework.drafting.document import Row, Shared


@dataclass
class Spot:
    """An entry in the tree while it is being built."""

    entry: Entry
    section: str
    code: str
    id: str | None = None
    pool: str | None = None
    above: "Spot | None" = None
    below: list["Spot"] = field(default_factory=list)


@dataclass
class Placed:
    """The tree of one table, and what was odd about its codes."""

    tops: list[Spot]
    spots: list[Spot]
    remarks: list[Remark] = field(default_factory=list)
    pools: list[Shared] = field(default_factory=list)
    twice: list[tuple[str, str, str, str]] = field(default_factory=list)


def place(found: Gathered, pillar: str = "") -> Placed:
    """Build the tree in the order of the rows; every doubt is a remark. Ids are qualified by `pillar`."""
    builder = _Builder(found, pillar)
    for section, entry in sections(found.entries):
        builder.take(section, entry)
    builder.name_twins()
    builder.share()
    builder.missing()
    return builder.placed


class _Builder:
    def __init__(self, found: Gathered, pillar: str) -> None:
        self.pillar = pillar
        self.sheet = found.table.sheet.title
        self.placed = Placed([], [])
        self.deepest = max((codes.depth(each.code) for each in found.entries if each.code), default=1)
        self.coming = {each.code for each in found.entries}
        self.section: Spot | None = None

    def remark(self, code: str, spot: Spot, /, **facts: object) -> None:
        self.placed.remarks.append(Remark(code, self.sheet, f"dòng {spot.entry.line.row}", facts))

    def take(self, section: str, entry: Entry) -> None:
        spot = Spot(entry, section, entry.code)
        if not entry.code:
            self.uncoded(spot)
        elif not codes.NUMERIC.fullmatch(entry.code):
            self.section = spot
            self.put(spot, None)
        else:
            self.section = self.section if section else None
            self.in_order(spot)
            self.put(spot, self.parent(spot))
        self.placed.spots.append(spot)

    def put(self, spot: Spot, above: Spot | None) -> None:
        spot.above = above
        (above.below if above else self.placed.tops).append(spot)

    def parent(self, spot: Spot) -> Spot | None:
        """Whoever's code the code begins with; the nearest one where that one is missing."""
        wanted = codes.parent(spot.code)
        nearest = wanted
        while nearest:
            found = self.named(nearest, spot.section)
            if found:
                break
            nearest = codes.parent(nearest)
        else:
            found = self.section
        if wanted and nearest != wanted:
            self.remark("parent-missing", spot, code=spot.code, parent=wanted)
        return found

    def named(self, code: str, section: str) -> Spot | None:
        back = (each for each in reversed(self.placed.spots) if each.section == section)
        return next((each for each in back if each.code == code), None)

    def uncoded(self, spot: Spot) -> None:
        """A child of the row above, or its sibling where that one is already as deep as rows go."""
        last = self.placed.spots[-1] if self.placed.spots else None
        above = last if last is None or codes.depth(last.code) < self.deepest else last.above
        number = len(above.below) + 1 if above else len(self.placed.tops) + 1
        prefix = f"{above.code}." if above else ""
        while f"{prefix}{number}" in self.coming:
            number += 1
        spot.code = f"{prefix}{number}"
        self.put(spot, above)

    def in_order(self, spot: Spot) -> None:
        before = next((each for each in reversed(self.placed.spots) if each.section == spot.section), None)
        if before is None or not codes.NUMERIC.fullmatch(before.code) or before.code == spot.code:
            return
        first = (f"{before.code}.1",)
        if spot.code not in (*first, *codes.followers(before.code)):
            self.remark("code-order", spot, code=spot.code, before=before.code)

    def name_twins(self) -> None:
        """Codes that repeat get an id of their own: by their section, or by counting."""
        times = Counter(each.code for each in self.placed.spots)
        seen: dict[tuple[str, str], Spot] = {}
        for spot in self.placed.spots:
            key = (spot.section, spot.code)
            if spot.section and times[spot.code] > 1:
                spot.id = self.within(f"{spot.section}.{spot.code}")
            if key in seen:
                self.twin(seen[key], spot)
            seen.setdefault(key, spot)

    def twin(self, first: Spot, second: Spot) -> None:
        times = sum(each.code == second.code for each in self.placed.spots)
        second.id = f"{second.id or self.within(second.code)}-{times}"
        taken = {each.id for each in self.placed.spots if each is not second}
        while second.id in taken:
            second.id += "b"
        titles = first.entry.title, second.entry.title
        self.remark("code-twice", second, code=second.code, row=first.entry.line.row, id=second.id)
        self.placed.twice.append((second.code, second.id, *titles))

    def within(self, code: str) -> str:
        return f"{self.pillar}/{code}" if self.pillar else code

    def share(self) -> None:
        """Criteria under one merged cell of maxima share it."""
        groups: dict[int, list[Spot]] = {}
        for spot in self.placed.spots:
            if spot.entry.line.shared and not spot.below:
                groups.setdefault(spot.entry.line.shared.row, []).append(spot)
        for spots in groups.values():
            worth = next((each.entry.max for each in spots if each.entry.max is not None), None)
            if len(spots) > 1 and worth is not None:
                self.pool(spots, worth)

    def pool(self, spots: list[Spot], worth: Decimal) -> None:
        name = "-".join(part for part in ("chung", self.pillar, spots[0].code.lower()) if part)
        above = spots[0].above
        title = above.entry.title if above else spots[0].entry.title
        self.placed.pools.append(Shared(name, title, worth))
        for spot in spots:
            spot.pool = name
        self.remark("max-shared", spots[0], codes=", ".join(each.code for each in spots), max=worth)

    def missing(self) -> None:
        for spot in self.placed.spots:
            if not spot.entry.title:
                self.remark("no-title", spot, code=spot.code)
            bare = spot.entry.max is None and not spot.below and not spot.pool
            if bare and not spot.entry.line.max.trouble:
                self.remark("no-max", spot, code=spot.code, title=spot.entry.title[:70])


def rows(spots: list[Spot], usual: tuple[str, ...], pillar: str | None = None) -> Iterator[Row]:
    """The tree as rows of a draft; `usual` are the assessors that need not be repeated."""
    for spot in spots:
        line = spot.entry.line
        marks = line.marks if line.marks and line.marks != usual and not spot.below else None
        yield Row(
            code=spot.code,
            id=spot.id,
            printed=spot.entry.printed,
            title=spot.entry.title,
            max=None if spot.pool else spot.entry.max,
            pillar=pillar,
            pool=spot.pool,
            assessors=marks,
            method=line.words.get("method", ""),
            note=line.words.get("note", ""),
            evidence=" ".join(line.words.get("evidence", "").split()),
            provider=line.words.get("provider", ""),
            figures=spot.entry.inputs,
            children=tuple(rows(spot.below, usual)),
        )
