"""What is taken out is written down and proves itself; what a browser saw is proven to go on (rules C14 to C24)."""

import base64
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.verifier.command import run
from app.verifier.merkle import goes_on, leaf_hash, root_from_inclusion
from app.verifier.notes import checkpoint_of, demand_signed, key_of, note_of
from app.verifier.words import words_of
from tests.server import Person, new_id
from tests.web.routes import EXPORTS


def checkpoint(person: Person, after: int = 0) -> dict[str, Any]:
    """The newest checkpoint and its proof."""
    answer = person.http.get(f"/api/boards/{person.board_id}/checkpoint", params={"after": after})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    found: dict[str, Any] = answer.json()
    return found


def journal(person: Person) -> list[dict[str, Any]]:
    """What was signed and taken so far."""
    found: list[dict[str, Any]] = person.http.get(f"/api/boards/{person.board_id}/checkpoints").json()["checkpoints"]
    return found


def bundle(person: Person) -> bytes:
    """Everything in one file."""
    answer = person.http.get(f"/api/boards/{person.board_id}/export/bundle.zip")
    assert answer.status_code == 200, answer.text
    return answer.content


def card(person: Person, text: str = "Feeling safe") -> None:
    """One change more."""
    person.do({"type": "card.create", "card_id": new_id("card"), "text": text}, why="It was said twice")


def root(person: Person, size: int) -> tuple[int, bytes]:
    """What the log's records say its root is."""
    from app.verifier.records import checked_log, lines_of  # noqa: PLC0415

    log = checked_log(lines_of(person.http.get(f"/api/boards/{person.board_id}/export/records.jsonl").content))
    return size, log.tree.root(size)


@pytest.mark.parametrize("name", EXPORTS)
def test_C14_every_export_is_written_down_with_its_hash_and_is_no_event(observer: Person, name: str) -> None:
    head = observer.events()[-1]["seq"]
    answer = observer.http.get(f"/api/boards/{observer.board_id}/export/{name}")

    digest = hashlib.sha256(answer.content)
    last = journal(observer)[-1]
    assert (last["reason"], last["who"], last["what"], last["size"]) == ("export", observer.id, name, head)
    assert last["content_hash"] == digest.hexdigest()
    assert answer.headers["content-digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert observer.events()[-1]["seq"] == head
    assert last["words"] == words_of(note_of(last["note"]).text)


def test_C20_a_stranger_checks_a_bundle_in_an_empty_folder_with_plain_python(
    facilitator: Person, tmp_path: Path
) -> None:
    card(facilitator, "Zoë said “enough”\nand ✱")
    facilitator.do({"type": "meeting.start", "meeting_id": new_id("meeting"), "title": "Checked"})
    first = bundle(facilitator)
    zipfile.ZipFile(io.BytesIO(first)).extractall(tmp_path)
    kept = tmp_path.parent / "kept.txt"
    kept.write_bytes((tmp_path / "checkpoint.txt").read_bytes())
    plain = [sys.executable, "-I", "-S", str(tmp_path / "verify.py")]

    ended = subprocess.run([*plain, "--checkpoint", kept], capture_output=True, text=True, check=False, cwd="/")

    size = checkpoint_of(note_of(kept.read_text()).text).size
    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"The log holds: {size} records of board {facilitator.board_id}, 0 words withdrawn." in ended.stdout
    assert f"Six words: {words_of(note_of(kept.read_text()).text)}" in ended.stdout
    assert "with the plain Python in this file" in ended.stdout
    records = (tmp_path / "records.jsonl").read_text().replace("enough", "nothing")
    (tmp_path / "records.jsonl").write_text(records)
    ended = subprocess.run(plain, capture_output=True, text=True, check=False, cwd="/")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert f"Broken at record {size - 1}" in ended.stderr


def test_C21_the_command_takes_bundles_logs_and_checkpoints(
    facilitator: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card(facilitator)
    older, log = tmp_path / "older.txt", tmp_path / "records.jsonl"
    older.write_text(checkpoint(facilitator)["note"])
    (tmp_path / "key.txt").write_text(checkpoint(facilitator)["key"])
    card(facilitator)
    (tmp_path / "bundle.zip").write_bytes(bundle(facilitator))
    log.write_bytes(facilitator.http.get(f"/api/boards/{facilitator.board_id}/export/records.jsonl").content)

    assert run(tmp_path / "bundle.zip", older, tmp_path / "key.txt") == 0
    assert "with the library cryptography" in capsys.readouterr().out
    assert run(log, older) == 0
    assert "was not checked. Give the public key" in capsys.readouterr().out
    assert run(log, older, tmp_path / "key.txt") == 0
    log.write_text("".join(log.read_text().splitlines(keepends=True)[:-2]))
    assert run(log) == 0
    assert run(log, older) == 1
    assert "The log ends early" in capsys.readouterr().err
    assert run(older) == run(tmp_path / "nowhere") == 2


def test_C22_what_a_browser_saw_is_proven_to_be_the_beginning_of_what_is_there_now(co_researcher: Person) -> None:
    seen = []
    for _ in range(5):
        card(co_researcher)
        seen.append(checkpoint(co_researcher))
        assert seen[-1]["proof"] == []
    new = checkpoint(co_researcher)
    note = note_of(new["note"])
    demand_signed(note, key_of(new["key"]))
    now = checkpoint_of(note.text)
    for old in seen:
        then = checkpoint_of(note_of(old["note"]).text)
        proof = [base64.b64decode(step) for step in checkpoint(co_researcher, then.size)["proof"]]
        assert goes_on((then.size, then.root), (now.size, now.root), proof)
        assert root(co_researcher, then.size) == (then.size, then.root)


def test_C31_one_record_is_proven_to_stand_in_the_signed_log(co_researcher: Person) -> None:
    card(co_researcher, "Words that no proof holds")
    head, board = co_researcher.events()[-1]["seq"], f"/api/boards/{co_researcher.board_id}"
    for seq in range(1, head + 1):
        told = co_researcher.http.get(f"{board}/records/{seq}/proof").raise_for_status().json()
        note, leaf = note_of(told["note"]), told["leaf"].encode()
        demand_signed(note, key_of(told["key"]))
        signed, proof = checkpoint_of(note.text), [base64.b64decode(step) for step in told["proof"]]

        assert (json.loads(leaf)["seq"], json.loads(leaf)["board"]) == (seq, co_researcher.board_id)
        assert root_from_inclusion(leaf_hash(leaf), seq - 1, signed.size, proof) == signed.root
        assert root_from_inclusion(leaf_hash(leaf + b" "), seq - 1, signed.size, proof) != signed.root
        assert "Words that no proof holds" not in str(told)
    assert co_researcher.http.get(f"{board}/records/{head + 1}/proof").status_code == 404
    assert co_researcher.http.get(f"{board}/records/0/proof").status_code == 404


def test_C23_what_is_no_fork_is_not_written_down_and_what_we_did_not_sign_is_refused(co_researcher: Person) -> None:
    board = f"/api/boards/{co_researcher.board_id}"
    note = checkpoint(co_researcher)["note"]
    before = journal(co_researcher)

    assert checkpoint(co_researcher, 1_000_000)["proof"] is None
    assert co_researcher.http.post(f"{board}/fork", json={"note": note}).json() == {"fork": False}
    forged = note.replace("\n\n", "x\n\n")
    assert co_researcher.http.post(f"{board}/fork", json={"note": forged}).status_code == 422
    assert co_researcher.http.post(f"{board}/fork", json={"note": ""}).status_code == 422
    assert journal(co_researcher) == before


def test_C15_the_end_of_a_meeting_stands_in_the_journal_of_the_next_bundle(facilitator: Person) -> None:
    meeting = new_id("meeting")
    state = facilitator.state()["meeting"]
    for open_one in [key for key, one in state.items() if one["open"]]:
        facilitator.do({"type": "meeting.end", "meeting_id": open_one})
    facilitator.do({"type": "meeting.start", "meeting_id": meeting, "title": "Signed"})
    [ended] = facilitator.do({"type": "meeting.end", "meeting_id": meeting})

    with zipfile.ZipFile(io.BytesIO(bundle(facilitator))) as files:
        entries = [json.loads(line) for line in files.read("checkpoints.jsonl").splitlines()]
    assert [entry["size"] for entry in entries if entry["reason"] == "meeting.end"][-1] == ended["seq"]
