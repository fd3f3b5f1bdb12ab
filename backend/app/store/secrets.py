"""Secrets and ids. A secret is shown once; only its SHA-256 is stored."""

import hashlib
import secrets

SECRET_BYTES = 24
"""192 bits: nobody guesses a link, so there is no lockout that could shut somebody out."""


NONCE_BYTES = 32
BOUGHT_AT_ONCE = 1_000
"""Asking the system costs more than the bytes do."""


def new_secret() -> str:
    """A secret for a link or a session, safe in a URL."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hashed(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_id(prefix: str) -> str:
    """A random id that says what it names, for example `person-3Jz...`."""
    return f"{prefix}-{secrets.token_hex(10)}"


class Dice:
    """32 fresh random bytes at each call, one for each commitment. Bought from the system by the thousand.

    For one thread, and to be made anew in every process: a copy would give the same bytes again.
    """

    def __init__(self) -> None:
        self._bought = b""
        self._spent = 0

    def __call__(self) -> bytes:
        """The next nonce."""
        if self._spent == len(self._bought):
            self._bought, self._spent = secrets.token_bytes(NONCE_BYTES * BOUGHT_AT_ONCE), 0
        self._spent += NONCE_BYTES
        return self._bought[self._spent - NONCE_BYTES : self._spent]
