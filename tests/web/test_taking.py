"""Files that are taken out are made whole first, and hold no words that were taken back meanwhile (rule C30)."""

import asyncio
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from app.export.pieces import pieces
from app.web import taking
from app.web.context import Context
from tests.store.pens import Pen
from tests.store.withdrawing import by, joined, take_back

MINE = "I walk along the river"


@pytest.fixture
def pen(tmp_path: Path) -> Iterator[Pen]:
    """A new study."""
    with Pen.at(f"sqlite:///{tmp_path}") as pen:
        yield pen


async def sent(made: taking.Made) -> bytes:
    """What a browser gets."""
    return b"".join([piece async for piece in taking._sent(made.content)])


def test_C30_a_file_is_made_anew_when_words_go_while_it_is_made(pen: Pen) -> None:
    mine = joined(pen, "CR1")
    pen.card("card-0001", author=by(mine), text=MINE)
    files: list[str] = []

    async def writing() -> Any:
        files.append("".join(pen.lines()))
        if len(files) == 1:
            take_back(pen, mine, "words")
        return lambda out: out.write(files[-1].encode())

    async def answer() -> bytes:
        return await sent(await taking._made(cast(Context, pen), pen.board_id, writing))

    content = asyncio.run(answer())

    assert MINE in files[0]
    assert MINE.encode() not in content
    assert content == "".join(pen.lines()).encode()


@pytest.mark.parametrize("size", [0, 1, taking.IN_MEMORY, taking.IN_MEMORY + taking.AT_ONCE + 1])
def test_C30_what_is_sent_is_what_was_written_down(size: int) -> None:
    whole = bytes(n % 251 for n in range(size))

    def write(out: BinaryIO) -> None:
        out.writelines(whole[start : start + 1_000_003] for start in range(0, size, 1_000_003))

    made = taking._filled(write)

    assert (made.size, made.digest) == (size, hashlib.sha256(whole).digest())
    assert asyncio.run(sent(made)) == whole
    assert made.content.closed


def test_C30_lines_are_encoded_as_they_are_made() -> None:
    made: list[int] = []

    def lines() -> Iterator[str]:
        for number in range(2_000):
            made.append(number)
            yield f"é{number}\n"

    first = next(found := pieces(lines()))

    assert len(made) < 1_000
    assert (first + b"".join(found)).decode() == "".join(f"é{n}\n" for n in range(2_000))
    assert list(pieces("")) == []
