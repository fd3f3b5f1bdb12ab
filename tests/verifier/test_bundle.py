"""Every single bit of a bundle counts, and so does the place of every file and record (rules C24 and C25)."""

import asyncio
import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from app.export.bundle import Parts, write_bundle
from app.export.journal_text import entry_of
from app.store.checkpoints import Noted, journal_of
from app.store.signing import Signer, new_key
from app.verifier.bundle import RECORDS, Held, checked_bundle
from app.verifier.command import run
from app.verifier.ed25519 import verified
from app.verifier.notes import Broken, Unusable
from app.verifier.records import checked_log, lines_of
from app.verifier.zips import demand_ours, packed, unpacked
from tests.store.pens import SIGNER, Pen
from tests.verifier.test_notes import checked, flipped

NAMES = {"person-fac": "Facilitator"}


def made(pen: Pen, signer: Signer = SIGNER) -> bytes:
    """The bundle of a pen's board."""
    assert pen.log.checkpoints is not None
    board = asyncio.run(pen.log.open(pen.board_id))
    row = asyncio.run(pen.log.checkpoints.sign(pen.board_id, Noted("export", "person-fac", "log.csv", "ab" * 32)))
    journal = pen.database.read_now(lambda session: journal_of(session, pen.board_id))
    parts = Parts(
        board=board,
        events=pen.events,
        records=pen.lines,
        people=[],
        names=NAMES,
        source=None,
        journal=[entry_of(one.model_dump()) for one in journal],
        checkpoint=signer.checkpoint(pen.board_id, row.size, bytes.fromhex(row.root)),
        key=signer.key(pen.board_id).spelled(),
        sign=lambda text: signer.note(pen.board_id, text),
    )
    out = BytesIO()
    write_bundle(parts, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small real one: words, a move, a meeting that was signed, an export that was noted."""
    with Pen.at(f"sqlite:///{tmp_path_factory.mktemp('bundle')}/data") as pen:
        pen.card("card-0001", text="Zoë: “enough”", why="Said twice")
        pen.write("meeting.start", meeting_id="meeting-0001", title="One")
        pen.write("theme.create", theme_id="theme-0001", title="Safe")
        pen.write("placement.add", placement_id="place-0001", card_id="card-0001", theme_id="theme-0001")
        pen.write("meeting.end", meeting_id="meeting-0001")
        return made(pen)


def found(content: bytes) -> Held:
    """What the command does with a file, without what it says. Raises Broken."""
    files = unpacked(content)
    held = checked_bundle(files, checked)
    demand_ours(content, files)
    return held


def refused(content: bytes) -> Broken:
    """How a spoilt one is refused."""
    with pytest.raises(Broken) as caught:
        found(content)
    return caught.value


def test_C24_a_bundle_holds_and_any_zip_program_reads_it(whole: bytes) -> None:
    held = found(whole)

    assert (held.log.records, held.log.withdrawn, held.checkpoints) == (6, 0, 2)
    assert held.checkpoint.size == 6
    with zipfile.ZipFile(BytesIO(whole)) as files:
        assert files.testzip() is None
        assert {name: files.read(name) for name in files.namelist()} == unpacked(whole)
    assert checked_bundle(unpacked(whole), verified).checkpoint == held.checkpoint


def place(whole: bytes, name: str) -> range:
    """Where the content of a file stands in the zip file."""
    content = unpacked(whole)[name]
    start = whole.index(content)
    return range(start, start + len(content))


def test_C25_every_bit_around_the_files_counts(whole: bytes) -> None:
    files = unpacked(whole)
    inside = {at for name in files for at in place(whole, name)}
    for bit in (at * 8 + n for at in range(len(whole)) if at not in inside for n in range(8)):
        spoilt = flipped(whole, bit)
        if unpacked(spoilt) == files:
            with pytest.raises(Broken):
                demand_ours(spoilt, files)
        else:
            refused(spoilt)


def test_C25_every_bit_of_the_log_counts_and_its_record_is_named(whole: bytes) -> None:
    """Of the first three records all bits; of the others see the next test."""
    lines = list(lines_of(unpacked(whole)[RECORDS]))
    for number, line in enumerate(lines[:3]):
        for bit in range(len(line) * 8):
            with pytest.raises((Broken, Unusable)) as caught:
                checked_log([*lines[:number], *lines_of(flipped(line, bit) + b"".join(lines[number + 1 :])[:80])])
            assert number == 0 or (isinstance(caught.value, Broken) and caught.value.seq == number + 1)


def test_C25_a_changed_bit_in_the_zip_file_is_found_in_every_file(whole: bytes) -> None:
    """All bytes, one bit each; of the long program each sixteenth. A file is one with its hash."""
    log = place(whole, RECORDS)
    ends = [log.start + match.end() for match in re.finditer(b"\n", unpacked(whole)[RECORDS])]
    for name in unpacked(whole):
        for at in place(whole, name)[:: 16 if name == "verify.py" else 1]:
            broken = refused(flipped(whole, at * 8 + at // 16 % 8))
            if at in log:
                assert broken.seq == 1 + sum(end <= at for end in ends)


def test_C25_every_bit_of_what_is_signed_counts(whole: bytes) -> None:
    files = unpacked(whole)
    for name in ("manifest.txt", "checkpoint.txt", "key.txt", "checkpoints.jsonl"):
        for bit in range(len(files[name]) * 8):
            with pytest.raises(Broken) as caught:
                checked_bundle({**files, name: flipped(files[name], bit)}, checked)
            assert caught.value.path


def test_C25_a_bundle_that_ends_early_is_found_wherever_it_ends(whole: bytes) -> None:
    for end in range(4, len(whole), 7):
        refused(whole[:end])
    refused(whole + b"\0")


def with_records(whole: bytes, numbers: Sequence[int]) -> int | None:
    """Which record is named when the same bundle has these of its records (from 0), in this order."""
    files = unpacked(whole)
    lines = files[RECORDS].splitlines(keepends=True)
    return refused(packed({**files, RECORDS: b"".join(lines[n] for n in numbers)})).seq


def test_C25_every_record_that_is_cut_out_swapped_or_repeated_is_named(whole: bytes) -> None:
    own = list(range(6))
    for n in own:
        assert with_records(whole, own[:n] + own[n + 1 :]) == (n + 1 if n < 5 else None)
        assert with_records(whole, [*own[: n + 1], *own[n:]]) == n + 2
        for m in range(n):
            assert with_records(whole, [{n: m, m: n}.get(k, k) for k in own]) == m + 1


def test_C25_every_file_that_is_missing_swapped_added_or_another_is_named(whole: bytes) -> None:
    files = unpacked(whole)
    names = list(files)
    for one in names:
        assert refused(packed({name: content for name, content in files.items() if name != one})).path
        other = {**files, one: files["table.csv"] if one != "table.csv" else files["table.html"]}
        assert refused(packed(other)).path
    for one, other_name in pairwise(names):
        order = [{one: other_name, other_name: one}.get(name, name) for name in names]
        refused(packed({name: files[name] for name in order}))
    refused(packed({**files, "more.txt": b""}))


def test_C25_a_bundle_that_another_key_signed_is_told_apart_by_its_key(whole: bytes, tmp_path: Path) -> None:
    with Pen.at(f"sqlite:///{tmp_path}/data") as pen:
        pen.card("card-0001")
        other = made(pen, Signer.of(new_key("tests.example.org")))
    (tmp_path / "other.zip").write_bytes(other)
    (tmp_path / "whole.zip").write_bytes(whole)
    for name in ("key.txt", "checkpoint.txt"):
        (tmp_path / name).write_bytes(unpacked(whole)[name])

    assert run(tmp_path / "other.zip") == 0
    assert run(tmp_path / "other.zip", key=tmp_path / "key.txt") == 1
    assert run(tmp_path / "other.zip", checkpoint=tmp_path / "checkpoint.txt") == 1
    assert run(tmp_path / "whole.zip", tmp_path / "checkpoint.txt", tmp_path / "key.txt") == 0


def test_C25_the_command_looks_at_the_zip_file_itself_and_at_unpacked_files(whole: bytes, tmp_path: Path) -> None:
    kept = tmp_path / "kept.zip"
    for spoilt in (flipped(whole, 8 * 12), flipped(whole, 8 * len(whole) - 1), whole + b"\0", whole[:-1]):
        kept.write_bytes(spoilt)
        assert run(kept) == 1
    folder = tmp_path / "unpacked"
    folder.mkdir()
    for name, content in unpacked(whole).items():
        (folder / name).write_bytes(content)
    (folder / "own notes.txt").write_text("not part of it")
    assert run(folder) == 0
    for name in unpacked(whole):
        (folder / name).rename(tmp_path / "away")
        assert run(folder) != 0
        (tmp_path / "away").rename(folder / name)
    assert run(folder) == 0
