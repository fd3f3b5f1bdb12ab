"""Settings of one server. Read by `cli` and `main` only."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from app.domain.limits import LIFTED, LIMITS, Limits
from app.store.place import FILE_NAME, Place, UnusablePlace, place_of
from app.store.signing import BEGINS, Signer, signer_from

PORTS = {"http": 80, "https": 443}
"""Browsers leave these out of an origin."""
WITHDRAWN_FILE = "withdrawn.jsonl"
"""Where it is noted what was taken back, in the data folder, when THEMEROOM_WITHDRAWN does not say."""
KEY_FILE = "checkpoint.key"
"""Where the key is, in the data folder, when THEMEROOM_KEY does not say."""
BUSES = ("redis", "rediss", "valkey", "valkeys")
"""Schemes of a bus; those with an s are encrypted."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the server listens, keeps its data, and by which origin people reach it."""

    host: str
    port: int
    data: Path
    public_url: str
    database: Place
    limits: Limits = LIMITS
    metrics_token: str = ""
    bus_url: str | None = None
    key: Path | str = field(default=Path(KEY_FILE), repr=False)
    withdrawn: Path = Path(WITHDRAWN_FILE)

    def signer(self) -> Signer:
        """Who signs checkpoints here. Makes the key when there is none. Raises NoKey."""
        return signer_from(self.key, urlsplit(self.public_url).hostname or "")


ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - to be told apart, not to be bound to
"""Hosts that listen everywhere, and are no address to go to."""


class Unusable(Exception):
    """A setting that cannot be used; the message names it."""


def settings(host: str, port: int, data: Path, environment: Mapping[str, str]) -> Settings:
    """Settings from the command line and `THEMEROOM_*` variables. Raises Unusable."""
    name = host if host not in ANYWHERE else "127.0.0.1"
    public_url = environment.get("THEMEROOM_PUBLIC_URL") or f"http://{_in_url(name)}:{port}"
    database = store_place(environment.get("THEMEROOM_DATABASE_URL", ""), data)
    return Settings(
        host=host,
        port=port,
        data=data,
        public_url=checked_origin(public_url),
        database=database,
        limits=_limits(environment.get("THEMEROOM_LIMITS", "")),
        bus_url=checked_bus(environment.get("THEMEROOM_BUS_URL")),
        withdrawn=Path(environment.get("THEMEROOM_WITHDRAWN") or data / WITHDRAWN_FILE),
        key=_key(environment.get("THEMEROOM_KEY", ""), data),
        metrics_token=environment.get("THEMEROOM_METRICS_TOKEN", ""),
    )


def _key(said: str, data: Path) -> Path | str:
    """The key itself, or the file in which it stands."""
    if said.startswith(BEGINS):
        return said
    return Path(said) if said else data / KEY_FILE


def store_place(url: str, data: Path) -> Place:
    """Where the store is: at the URL, or without one in the data folder. Raises Unusable."""
    return named_place("THEMEROOM_DATABASE_URL", url) if url else data / FILE_NAME


def named_place(name: str, url: str) -> Place:
    """The place of a URL that somebody gave by this name. Raises Unusable."""
    try:
        return place_of(url)
    except UnusablePlace as error:
        raise Unusable(f"{name} cannot be used. {error}") from None


def demand_many(place: Place, workers: int) -> None:
    """Raises Unusable unless several processes may serve this store here."""
    if isinstance(place, Path):
        raise Unusable(
            f"--workers {workers} needs PostgreSQL: two processes can harm a SQLite file. Set THEMEROOM_DATABASE_URL."
        )
    if sys.platform == "win32":
        raise Unusable("--workers cannot be used on Windows. Start several servers on ports of their own instead.")


def _limits(said: str) -> Limits:
    """The limits of ordinary use, or those for load tests."""
    if said not in ("", "lifted"):
        raise Unusable("THEMEROOM_LIMITS can only be unset, or lifted for load tests.")
    return LIFTED if said else LIMITS


def checked_origin(url: str) -> str:
    """The origin of a public URL. Raises Unusable when it is more or less than an origin."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or not _is_origin(parts):
        raise Unusable(f"THEMEROOM_PUBLIC_URL must look like https://themes.example.org, not {url}.")
    host = _in_url(parts.hostname)
    plain = parts.port in (None, PORTS[parts.scheme])
    return f"{parts.scheme}://{host}" if plain else f"{parts.scheme}://{host}:{parts.port}"


def checked_bus(url: str | None) -> str | None:
    """The URL of the bus between processes, if there is one. Raises Unusable, which does not quote its password."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in BUSES or not (parts.hostname or parts.path):
        raise Unusable("THEMEROOM_BUS_URL must look like redis://host:6379 or valkey://host:6379.")
    return url


def _is_origin(parts: SplitResult) -> bool:
    try:
        port_is_right = parts.port != 0
    except ValueError:
        return False
    more = (parts.path.strip("/"), parts.query, parts.fragment, parts.username, parts.password)
    return port_is_right and not any(more)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
