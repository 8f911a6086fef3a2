"""What a conversation remembers between two events: the focus and a draft, nothing that can be derived."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

SCHEMA = 1


@dataclass(frozen=True)
class Focus:
    """What the next words are about: `kind` names a scene of the conversation, `args` its subject."""

    kind: str = "home"
    args: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """Focus and draft. An unknown or older shape resumes from the answers: it loads as the initial state."""

    focus: Focus = Focus()
    draft: Mapping[str, str] = field(default_factory=dict)

    def dump(self) -> str:
        return json.dumps(
            {"schema": SCHEMA, "focus": [self.focus.kind, *self.focus.args], "draft": dict(self.draft)},
            ensure_ascii=False,
        )

    @staticmethod
    def load(text: str | None) -> "State":
        """A stored state; whatever cannot be understood is the initial state, never an error."""
        try:
            data = json.loads(text or "")
            kind, *args = data["focus"] if data["schema"] == SCHEMA else ["home"]
            draft = {str(k): str(v) for k, v in data["draft"].items()}
            return State(Focus(str(kind), tuple(map(str, args))), draft)
        except (ValueError, KeyError, TypeError, AttributeError):
            return State()
