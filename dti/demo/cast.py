"""Who is in the demo: a contact for each unit; where only one is scored, also the offices behind it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from dti.demo.answers import Facts, plausible
from dti.demo.places import Province, province_of
from dti.demo.units import Unit, units_of
from dti_core.campaign import providers
from dti_core.campaign.values import NUMBERS, keys_of
from dti_core.framework.framework import Framework

DISTRICTS = re.compile(r"ubnd .*huyện")
FEW = 3
"""How many of a province's districts are in the demo, where its districts give figures."""


@dataclass(frozen=True)
class Player:
    """A person of the demo: for which unit, with which inputs (none: all), and whether they have begun."""

    name: str
    unit: Unit
    busy: bool
    inputs: tuple[str, ...] = ()
    gathers: bool = False
    """The contact of a unit for which offices give figures too."""

    def about(self, asked: int) -> str:
        """What the page says below the name; `asked` is how many criteria a contact is asked."""
        if self.inputs:
            return f"{len(self.inputs) if self.busy else 0}/{len(self.inputs)} số liệu"
        if self.gathers:
            return f"Cả tỉnh · {asked} tiêu chí"
        done = f"{round(asked * self.unit.share)}/{asked} tiêu chí"
        return done if self.busy else "Chưa trả lời"


def cast_of(framework: Framework) -> tuple[Player, ...]:
    """Everybody, in the order of the page; the first one has everything before them."""
    units = units_of(framework)
    if len(units) > 1:
        return tuple(Player(f"Đầu mối {unit.name}", unit, unit.share > 0) for unit in units)
    province, unit = province_of(framework.id), units[0]
    contact = Player(f"Đầu mối {province.coordinator}", unit, busy=False, gathers=True)
    return (contact, *_offices(framework, unit, province))


def answers_of(framework: Framework, player: Player, cast: tuple[Player, ...]) -> Mapping[str, str]:
    """What a person has answered before the visitor comes."""
    unit, seat = player.unit, province_of(framework.id).seat
    facts = Facts(unit.name, player.name, unit.site, unit.name if framework.spec.level == "huyen" else seat)
    share = 1.0 if player.inputs else unit.share
    values = plausible(framework, _dice(unit.slug), facts, share=share, quality=unit.quality)
    if not player.inputs:
        return values
    return {key: _part(framework, key, values[key], player, cast) for key in player.inputs if key in values}


def _dice(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - figures of a demo, no secrets


def _offices(framework: Framework, unit: Unit, province: Province) -> Iterator[Player]:
    """Every second office has answered; of those whose figures are added up, all but the first."""
    own = providers.folded(province.coordinator)
    found = {name: keys for name, keys in _spelled_out(framework, province) if providers.folded(name) != own}
    keys = keys_of(framework)
    summed = {name for name, theirs in found.items() if all(keys[key].combine == "sum" for key in theirs)}
    first: set[str] = set()
    for number, (name, theirs) in enumerate(found.items()):
        busy = not first.isdisjoint(theirs) if name in summed else number % 2 == 1
        first |= set(theirs) if name in summed else set()
        yield Player(f"Đầu mối {name}", unit, busy, theirs)


def _spelled_out(framework: Framework, province: Province) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The offices by name: some districts for "UBND cấp huyện", no name that only lists others."""
    named = providers.offices(framework)
    districts = [name for name in named if DISTRICTS.match(providers.folded(name))]
    for name, keys in named.items():
        if name not in districts and not _together(name, named):
            yield name, keys
        elif districts and name == districts[0]:
            theirs = tuple(dict.fromkeys(key for one in districts for key in named[one]))
            for district in province.districts[:FEW]:
                yield f"UBND {district[:1].lower()}{district[1:]}", theirs


def _together(name: str, named: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a name only lists others: "Doanh nghiệp viễn thông (VNPT, Viettel)"."""
    inside = re.search(r"\((.*)\)", name)
    return inside is not None and all(part.strip() in named for part in inside[1].split(","))


def _part(framework: Framework, key: str, text: str, player: Player, cast: tuple[Player, ...]) -> str:
    """A person's part of what several add up: about the same for each, together the whole."""
    kind = keys_of(framework)[key]
    givers = [one.name for one in cast if key in one.inputs]
    if kind.combine != "sum" or kind.kind not in NUMBERS or not text.isdecimal():
        return text
    weights = {name: _dice(f"{name} {key}").randint(70, 130) for name in givers}
    parts = {name: int(text) * weight // sum(weights.values()) for name, weight in weights.items()}
    rest = int(text) - sum(parts.values())
    return str(parts[player.name] + (rest if player.name == givers[-1] else 0))
