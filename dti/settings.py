"""What the operator sets, read from the environment once and checked whole: every problem in one go."""

import os
import re
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dti import secret_files, texts
from dti_core.campaign.factor_policy import MODES, Mode, Policy
from dti_core.privacy.keeping import LEAST, MOST, SETTINGS, Keeping
from dti_core.store import sealing

if TYPE_CHECKING:
    from dti_core.campaign.scanning import Scanner

WRONG_SETTINGS = 78
"""Exit code (EX_CONFIG) where the environment cannot be used."""
TELEGRAM = "https://api.telegram.org"
TOKEN = re.compile(r"\d+:[\w-]+")
SECRET = re.compile(r"[\w-]{16,256}")
KEY_FILE = "secret.key"
SYSLOG = re.compile(r"/.+|(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}")
BACKUP_KEY = re.compile(r"age1[a-z0-9]{58}|AGE-SECRET-KEY-1[A-Z0-9]{58}")


class BadSettings(Exception):
    """The environment cannot be used; `problems` says each thing in Vietnamese, with what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Webhook:
    """Where Telegram delivers updates: public address, the secret it proves itself with, local port."""

    url: str
    secret: str
    port: int


@dataclass(frozen=True)
class Settings:
    """A checked environment. `redis_url` None means the embedded server."""

    data_dir: Path
    database_url: str
    redis_url: str | None
    telegram_token: str | None
    telegram_base_url: str
    webhook: Webhook | None
    proxy_url: str | None
    chat_rate: float
    """Messages a second to one chat; Telegram takes about one, a server of one's own may take more."""
    production: bool
    web_port: int | None = None
    """Where the pages for access accounts listen (`dti web`); None: there are none."""
    web_url: str | None = None
    """The pages' public address, as people's browsers see it."""
    check_links: bool = True
    """Whether links given as evidence are looked at; off where there is no way out to the Internet."""
    updates_a_minute: int = 240
    """Of one person; what comes beyond is told of once and left aside. 0: no limit."""
    second_factor: Policy = field(default_factory=Policy)
    secret_keys: tuple[bytes, ...] = ()
    """Keys that seal secrets, the newest first; empty: the one kept in the data folder."""
    ca_file: Path | None = None
    """Certificates (PEM) that are trusted beside the usual ones, for every connection to the outside."""
    log_form: str = "text"
    """`text`: lines for people; `json`: one object a line, with the trail of every update."""
    syslog: str | None = None
    """Where log lines go besides: `host:port` (UDP) or the path of a local socket."""
    metrics_port: int | None = None
    metrics_host: str = "127.0.0.1"
    backup_key: str | None = None
    """An age key: public (`age1…`) to encrypt backups, secret (`AGE-SECRET-KEY-1…`) to read them too."""
    keeping: Keeping = field(default_factory=Keeping)
    """How long things are kept that are needed only for a while."""
    scan_command: str | None = None
    """A command that looks at every file received; see `dti_core.campaign.scanning`."""

    def scanner(self) -> "Scanner | None":
        """What looks at every file received; None where none is set."""
        from dti_core.campaign.scanning import Scanner

        return Scanner(self.scan_command) if self.scan_command else None

    def sealer(self) -> sealing.Sealer:
        """What seals secrets in the database; makes a key in the data folder where none is set."""
        try:
            return sealing.Sealer(self.secret_keys or sealing.kept_keys(self.data_dir / KEY_FILE))
        except (OSError, ValueError):
            raise BadSettings([texts.bad_key_file(self.data_dir / KEY_FILE)]) from None

    @staticmethod
    def from_env(env: Mapping[str, str] | None = None) -> "Settings":
        """Read `os.environ` (or `env`); raises BadSettings with every problem."""
        return _Reader(os.environ if env is None else env).settings()


class _Reader:
    def __init__(self, env: Mapping[str, str]) -> None:
        self.problems: list[str] = []
        self.env = secret_files.resolve(env, self.problems)

    def settings(self) -> Settings:
        data_dir = Path(self.env.get("DTI_DATA_DIR", "var")).absolute()
        found = Settings(
            data_dir=data_dir,
            database_url=self._url("DTI_DATABASE_URL", ("sqlite", "postgresql", "postgresql+psycopg"))
            or f"sqlite:///{data_dir / 'dti.sqlite'}",
            redis_url=self._url("DTI_REDIS_URL", ("redis", "rediss")),
            telegram_token=self._matching("TELEGRAM_BOT_TOKEN", TOKEN),
            telegram_base_url=(self._url("TELEGRAM_API_BASE_URL", ("http", "https")) or TELEGRAM).rstrip("/"),
            webhook=self._webhook(),
            proxy_url=self._url("DTI_PROXY_URL", ("http", "https", "socks5", "socks5h")),
            chat_rate=self._rate("DTI_CHAT_RATE", 1.0),
            web_port=self._optional_port("DTI_WEB_PORT"),
            web_url=self._web_url(),
            check_links=self._choice("DTI_CHECK_LINKS", ("on", "off")) == "on",
            updates_a_minute=self._count("DTI_UPDATES_PER_MINUTE", 240, 100_000),
            second_factor=self._second_factor(),
            secret_keys=self._secret_keys(),
            production=self._choice("DTI_ENV", ("development", "production")) == "production",
            ca_file=self._certificates(),
            log_form=self._choice("DTI_LOG", ("text", "json")),
            syslog=self._syslog(),
            metrics_port=self._optional_port("DTI_METRICS_PORT"),
            metrics_host=self.env.get("DTI_METRICS_HOST", "127.0.0.1"),
            backup_key=self._matching("DTI_BACKUP_KEY", BACKUP_KEY),
            keeping=self._keeping(),
            scan_command=self._command("DTI_SCAN_COMMAND"),
        )
        self._check_folder(data_dir)
        if self.problems:
            raise BadSettings(self.problems)
        return found

    def _url(self, name: str, schemes: tuple[str, ...]) -> str | None:
        value = self.env.get(name)
        if value is not None and urlsplit(value).scheme not in schemes:
            self.problems.append(texts.bad_url(name, schemes))
        return value

    def _matching(self, name: str, pattern: re.Pattern[str]) -> str | None:
        value = self.env.get(name)
        if value is not None and not pattern.fullmatch(value):
            self.problems.append(texts.BAD_FORM[name])
        return value

    def _web_url(self) -> str | None:
        """HTTPS, but on this machine: what is typed there must not travel in the clear."""
        url = self._url("DTI_WEB_URL", ("https", "http"))
        if url is None:
            return None
        parts = urlsplit(url)
        if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost"):
            self.problems.append(texts.WEB_IN_THE_CLEAR)
        return url.rstrip("/")

    def _count(self, name: str, usual: int, most: int) -> int:
        text = self.env.get(name, str(usual))
        if not text.isdecimal() or int(text) > most:
            self.problems.append(texts.bad_count(name, text, most))
            return usual
        return int(text)

    def _second_factor(self) -> Policy:
        """Required in production unless somebody says otherwise; else only of those who have set one up."""
        mode = self.env.get("DTI_SECOND_FACTOR")
        usual: Mode = "required" if self.env.get("DTI_ENV") == "production" else "optional"
        known = next((one for one in MODES if one == (mode or usual)), None)
        minutes = self.env.get("DTI_SECOND_FACTOR_MINUTES", "15")
        if known is None:
            self.problems.append(texts.bad_second_factor(mode or "", MODES))
        if not minutes.isdecimal() or not 1 <= int(minutes) <= 24 * 60:
            self.problems.append(texts.bad_minutes("DTI_SECOND_FACTOR_MINUTES", minutes))
            minutes = "15"
        return Policy(known or "required", int(minutes))

    def _secret_keys(self) -> tuple[bytes, ...]:
        text = self.env.get("DTI_SECRET_KEY")
        try:
            return () if text is None else sealing.parse_keys(text)
        except ValueError:
            self.problems.append(texts.KEY_UNUSABLE)
        return ()

    def _webhook(self) -> Webhook | None:
        url = self._url("TELEGRAM_WEBHOOK_URL", ("https", "http"))
        secret = self._matching("TELEGRAM_WEBHOOK_SECRET", SECRET)
        if url is None:
            return None
        if secret is None:
            self.problems.append(texts.WEBHOOK_UNPROVEN)
        return Webhook(url, secret or "", self._port("TELEGRAM_WEBHOOK_PORT", "8443"))

    def _port(self, name: str, default: str) -> int:
        text = self.env.get(name, default)
        if not text.isdecimal() or not 0 < int(text) < 65536:
            self.problems.append(texts.bad_port(name, text))
            return 0
        return int(text)

    def _command(self, name: str) -> str | None:
        """A command line whose program is there."""
        text = self.env.get(name)
        try:
            program = shlex.split(text or "")[:1]
        except ValueError:
            program = [""]
        if text is not None and not (program and shutil.which(program[0])):
            self.problems.append(texts.bad_command(name))
        return text

    def _optional_port(self, name: str) -> int | None:
        return self._port(name, "") if name in self.env else None

    def _choice(self, name: str, choices: tuple[str, ...]) -> str:
        """One of the words; the first where nothing is set."""
        value = self.env.get(name, choices[0])
        if value not in choices:
            self.problems.append(texts.bad_choice(name, value, choices))
        return value

    def _certificates(self) -> Path | None:
        text = self.env.get("DTI_CA_FILE")
        if text is None:
            return None
        try:
            from dti_core import trust

            trust.context(Path(text))
        except OSError:
            self.problems.append(texts.bad_ca(Path(text)))
        return Path(text).absolute()

    def _syslog(self) -> str | None:
        value = self.env.get("DTI_LOG_SYSLOG")
        if value is not None and not SYSLOG.fullmatch(value):
            self.problems.append(texts.BAD_FORM["DTI_LOG_SYSLOG"])
        return value

    def _rate(self, name: str, default: float) -> float:
        text = self.env.get(name, str(default))
        try:
            rate = float(text)
        except ValueError:
            rate = 0.0
        if not 0.1 <= rate <= 1000:
            self.problems.append(texts.bad_rate(name, text))
        return rate

    def _keeping(self) -> Keeping:
        set_ = {field: self._days(name) for name, field in SETTINGS.items() if name in self.env}
        return Keeping(**set_)

    def _days(self, name: str) -> int:
        text = self.env[name]
        if not text.isdecimal() or not LEAST <= int(text) <= MOST:
            self.problems.append(texts.bad_days(name, text, LEAST, MOST))
            return LEAST
        return int(text)

    def _check_folder(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            self.problems.append(texts.unwritable(folder, error))
            return
        if not os.access(folder, os.W_OK | os.X_OK):
            self.problems.append(texts.unwritable(folder, None))
