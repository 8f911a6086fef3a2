"""How many messages may leave now: one bucket for the bot, one for each chat. Pure: the time is given."""

from dataclasses import dataclass, field

from bot.sender.retry import Again

STORM_CHATS, STORM_SECONDS = 3, 5.0
"""So many chats told to slow down within so many seconds: it is the whole bot that sends too much."""


@dataclass(frozen=True)
class Limits:
    """Telegram allows a bot about 30 messages a second, a chat about one with short bursts.

    `reserve`: what other lanes leave in a chat's bucket, so that replies find room.
    """

    bot_rate: float = 30.0
    chat_rate: float = 1.0
    chat_burst: float = 20.0
    reserve: float = 5.0


@dataclass
class Bucket:
    """Tokens that come back at `rate` a second, `burst` at most; `held_until` stops it altogether."""

    rate: float
    burst: float
    tokens: float
    at: float
    held_until: float = 0.0

    def wait(self, now: float, leaving: float = 0.0) -> float:
        """Seconds until one token can be taken with `leaving` more remaining."""
        missing = 1.0 + leaving - self._level(now)
        return max(0.0, missing / self.rate, self.held_until - now)

    def take(self, now: float) -> None:
        """Take one token, whether or not it is there: what was sent was sent."""
        self.tokens, self.at = self._level(now) - 1.0, now

    def full(self, now: float) -> bool:
        return self._level(now) >= self.burst and self.held_until <= now

    def _level(self, now: float) -> float:
        return min(self.burst, self.tokens + max(0.0, now - self.at) * self.rate)


@dataclass
class Budget:
    """The bot's bucket and its chats'. Times are seconds of any steady clock."""

    limits: Limits = Limits()
    _bot: Bucket | None = None
    _chats: dict[str, Bucket] = field(default_factory=dict)
    _refused: dict[str, float] = field(default_factory=dict)

    def wait(self, chat: str, now: float, reply: bool) -> float:
        """Seconds until a message to this chat may leave; 0 means now."""
        leaving = 0.0 if reply else self.limits.reserve
        return max(self._whole(now).wait(now), self._chat(chat, now).wait(now, leaving))

    def take(self, chat: str, now: float) -> None:
        self._whole(now).take(now)
        self._chat(chat, now).take(now)
        if len(self._chats) > 5000:
            self._chats = {c: b for c, b in self._chats.items() if not b.full(now)}

    def hold(self, chat: str | None, until: float, now: float) -> None:
        """Send nothing to this chat (None: to anybody) before `until`."""
        bucket = self._whole(now) if chat is None else self._chat(chat, now)
        bucket.held_until = max(bucket.held_until, until)

    def put_off(self, chat: str, again: Again, now: float) -> None:
        """Let the chat wait as decided; the whole bot where that is meant, or seems to be."""
        until = now + again.after.total_seconds()
        everyone = again.everyone or (again.refused and self._is_storm(chat, now))
        self.hold(None if everyone else chat, until, now)

    def _is_storm(self, chat: str, now: float) -> bool:
        """Whether several chats, this one included, were told to slow down a moment ago."""
        recent = {c: at for c, at in self._refused.items() if now - at < STORM_SECONDS}
        self._refused = {**recent, chat: now}
        return len(self._refused) >= STORM_CHATS

    def _whole(self, now: float) -> Bucket:
        if self._bot is None:
            self._bot = Bucket(self.limits.bot_rate, self.limits.bot_rate, self.limits.bot_rate, now)
        return self._bot

    def _chat(self, chat: str, now: float) -> Bucket:
        burst = self.limits.chat_burst
        return self._chats.setdefault(chat, Bucket(self.limits.chat_rate, burst, burst, now))
