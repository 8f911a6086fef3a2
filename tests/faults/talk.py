"""Somebody who says one word after the other and wants each answered, whatever happens meanwhile."""

from sandbox.client import Person

PATIENCE = 60.0


class Talk:
    """The echo bot counts what it hears: a word lost or heard twice shows in the numbers."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.expected = ["1: start None"]
        person.start()
        self.wait()

    def say(self, *words: str) -> None:
        """Say words without waiting for an answer."""
        for word in words:
            self.person.say(word)
            self.expected.append(f"{len(self.expected) + 1}: {word}")

    def wait(self) -> None:
        """Until the last word is answered."""
        self.person.wait_for_text(self.expected[-1], PATIENCE)

    def check(self, *, repeats: bool = False) -> None:
        """Every word was heard once, in order. `repeats`: an answer may be shown twice."""
        answers = [text.partition(" (")[0] for text in shown(self.person)]
        assert (list(dict.fromkeys(answers)) if repeats else answers) == self.expected
        assert max(map(answers.count, answers)) <= 2

    def is_answered(self) -> bool:
        """Whether the last word is answered."""
        return any(text.startswith(self.expected[-1]) for text in shown(self.person))


def shown(person: Person) -> list[str]:
    """What the bot said."""
    return [line.text for line in person.transcript() if line.sender == "bot" and line.kind != "pin"]
