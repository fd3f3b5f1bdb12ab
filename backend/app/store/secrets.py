"""Secrets and ids. A secret is shown once; only its SHA-256 is stored."""

import hashlib
import secrets

SECRET_BYTES = 24
"""192 bits: nobody guesses a link, so there is no lockout that could shut somebody out."""


def new_secret() -> str:
    """A secret for a link or a session, safe in a URL."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hashed(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_id(prefix: str) -> str:
    """A random id that says what it names, for example `person-3Jz...`."""
    return f"{prefix}-{secrets.token_hex(10)}"


def new_nonce() -> bytes:
    """32 fresh random bytes for one commitment."""
    return secrets.token_bytes(32)
