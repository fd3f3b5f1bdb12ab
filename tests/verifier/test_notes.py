"""Signed notes and keys: one spelling each, and no other is taken (C2SP signed-note, tlog-checkpoint)."""

from collections.abc import Callable

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.store.signing import NoKey, Signer, new_key
from app.verifier.ed25519 import verified
from app.verifier.notes import Broken, Checkpoint, Unusable, checkpoint_of, demand_signed, key_of, note_of

VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
"""RFC 8032, 7.1: public key, message, signature."""
SIGNER = Signer.of(new_key("themes.example.org"))
NOTE = SIGNER.checkpoint("board-0001", 42, bytes(range(32)))


def checked(public: bytes, message: bytes, signature: bytes) -> bool:
    """The library's check: our own says the same, see above, but takes a hundred times as long."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def flipped(content: bytes, bit: int) -> bytes:
    """One bit the other way."""
    return content[: bit // 8] + bytes([content[bit // 8] ^ 1 << bit % 8]) + content[bit // 8 + 1 :]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_C4_our_own_check_takes_the_signatures_of_the_standard(key: str, message: str, signature: str) -> None:
    assert verified(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))
    assert not verified(bytes.fromhex(key), bytes.fromhex(message) + b"!", bytes.fromhex(signature))


@settings(max_examples=10, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 511), st.integers(0, 255))
def test_C4_our_own_check_agrees_with_the_library(seed: bytes, message: bytes, bit: int, key_bit: int) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = private.public_key().public_bytes_raw(), private.sign(message)

    assert verified(public, message, signature)
    assert not verified(public, message, flipped(signature, bit))
    assert not verified(flipped(public, key_bit), message, signature)


def test_C4_a_signature_has_one_spelling() -> None:
    key, message, signature = (bytes.fromhex(text) for text in VECTORS[1])
    order = 2**252 + 27742317777372353535851937790883648493
    other = (int.from_bytes(signature[32:], "little") + order).to_bytes(32, "little")

    assert not verified(key, message, signature[:32] + other)
    assert not verified(key, message, signature[:63])
    assert not verified(key[:31], message, signature)


def test_C5_a_checkpoint_names_installation_and_board_and_is_signed_under_that_name() -> None:
    note = note_of(NOTE)

    assert NOTE.splitlines()[:3] == [
        "themes.example.org/board-0001",
        "42",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    ]
    assert checkpoint_of(note.text) == Checkpoint("themes.example.org/board-0001", 42, bytes(range(32)))
    assert checkpoint_of(note.text).board_id == "board-0001"
    demand_signed(note, key_of(SIGNER.key("board-0001").spelled()))


def test_C5_every_single_bit_of_a_note_counts() -> None:
    key = SIGNER.key("board-0001")
    for bit in range(len(NOTE.encode()) * 8):
        with pytest.raises((Broken, Unusable, UnicodeDecodeError)):
            demand_signed(note_of(flipped(NOTE.encode(), bit).decode()), key, checked)


def test_C5_every_single_bit_of_a_key_counts() -> None:
    written = SIGNER.key("board-0001").spelled()
    for bit in range(len(written.encode()) * 8):
        with pytest.raises((Unusable, UnicodeDecodeError)):
            key_of(flipped(written.encode(), bit).decode())


def test_C5_another_board_or_another_installation_is_another_signer() -> None:
    for other in (SIGNER.key("board-0002"), Signer.of(new_key("themes.example.org")).key("board-0001")):
        with pytest.raises(Broken):
            demand_signed(note_of(NOTE), other)


SPOILS: list[Callable[[str], str]] = [
    lambda text: text.replace("\n42\n", "\n042\n"),
    lambda text: text.replace("\n42\n", "\n-1\n"),
    lambda text: text.replace("\n42\n", "\n4_2\n"),
    lambda text: text + "more\n",
    lambda text: text.replace("AAEC", "AAE"),
    lambda _: "",
    lambda text: text.removesuffix("\n"),
]


@pytest.mark.parametrize("spoil", SPOILS)
def test_C5_a_text_that_is_no_checkpoint_is_refused_though_it_is_signed(spoil: Callable[[str], str]) -> None:
    with pytest.raises(Unusable):
        checkpoint_of(spoil(note_of(NOTE).text))


@pytest.mark.parametrize("written", ["", "x", "PRIVATE+KEY+a+b", "PRIVATE+KEY+a+00000000+AQ==", NOTE])
def test_C6_what_is_no_key_is_refused_without_being_quoted(written: str) -> None:
    with pytest.raises(NoKey) as refused:
        Signer.of(written)

    assert len(str(refused.value)) < 90
