"""What other provinces have reached: a unit all alone is compared with something."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from dti.demo.cast import Player, answers_of
from dti_core.campaign.values import keys_of, value_of
from dti_core.framework.framework import Framework
from dti_core.scoring.engine import unit_pass
from dti_core.scoring.model import UnitAnswers

AHEAD = Fraction(5, 4)


def best_elsewhere(framework: Framework, player: Player) -> Mapping[str, Fraction]:
    """For every criterion that compares with peers: somewhat more than the unit itself would reach."""
    everything = replace(player, unit=replace(player.unit, share=1.0))
    keys = keys_of(framework)
    texts = answers_of(framework, everything, (everything,))
    values = {key: value_of(keys[key], text) for key, text in texts.items()}
    alone = UnitAnswers(id="", group=framework.spec.groups[0].id, values=values)
    shown = unit_pass(framework, alone)
    return {key.partition("#")[0]: _hundredth(one.value * AHEAD) for key, one in shown.items() if one.value}


def _hundredth(value: Fraction) -> Fraction:
    return Fraction(round(value * 10_000), 10_000) or value
