"""What the deployment asks of a second factor; it rides on every transaction of its database."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["required", "optional", "off"]
MODES: tuple[Mode, ...] = ("required", "optional", "off")
OPTION = "dti_second_factor"
"""Under which name the policy rides on transactions."""


@dataclass(frozen=True)
class Policy:
    """`required`: nobody goes on without; `optional`: who has set one up is asked; `minutes`: how long one
    code is good for in its chat."""

    mode: Mode = "required"
    minutes: int = 15
