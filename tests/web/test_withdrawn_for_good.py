"""Words that were taken back leave no trace in files: not before and after a restart, a crash, an old backup."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.verifier.records import checked_lines
from tests.server import Person, Server, new_id, running
from tests.store.test_traces import reader
from tests.store.withdrawing import found
from tests.web.withdrawing import MINE, THEIRS, Group, deleted


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """A server whose files are looked at."""
    with running(tmp_path / "data") as server:
        yield server


def test_W15_not_one_byte_is_left_before_and_after_a_restart(own: Server) -> None:
    group = Group(own)
    files = own.data
    words = [MINE, "said on the ferry", "Ferry friend"]
    assert {hit.rsplit(": ")[-1] for hit in found(files, words)} == set(words)

    group.mine.http.post(group.path, json={"way": "all", "at_once": True}).raise_for_status()
    deleted(group.lead)

    assert found(files, words) == []
    assert found(files, [THEIRS]) != []
    assert group.mine.http.get("/api/me").status_code == 401
    assert own.stop() == 0
    assert found(files, words) == []
    with running(files) as again:
        lead = Person(again).come(group.lead.return_link)
        group.lead = lead
        assert not any(word in group.answers(lead) for word in words)
        lead.do({"type": "card.create", "card_id": new_id("card"), "text": "Life goes on"})
        assert found(files, words) == []


def test_W19_a_backup_from_before_forgets_before_the_door_opens(tmp_path: Path) -> None:
    words = [MINE, "said on the ferry", "Ferry friend", "Klara Kelp"]
    old, new = tmp_path / "old", tmp_path / "new"
    with running(old) as server:
        group, named = Group(server), new_id("card")
        group.other.do({"type": "card.create", "card_id": named, "text": "so said Klara Kelp"})
        run = CliRunner().invoke(app, ["backup", str(tmp_path / "backup.sqlite"), "--data", str(old)])
        assert run.exit_code == 0, run.output
        group.other.do({"type": "card.create", "card_id": new_id("card"), "text": "the lighthouse hums"})
        group.lead.do({"type": "words.remove", "on": {"kind": "card", "id": named}}, why="A real name")
        deleted(group.lead)
        group.mine.http.post(group.path, json={"way": "all"}).raise_for_status()
        deleted(group.lead)
        assert not any(word in (old / "withdrawn.jsonl").read_text() for word in words)
    run = CliRunner().invoke(app, ["restore", str(tmp_path / "backup.sqlite"), "--data", str(new)])
    assert run.exit_code == 0, run.output
    assert found(new, [MINE])
    shutil.copy(old / "withdrawn.jsonl", new)
    with running(new) as server:
        assert found(new, words) == []
        group.lead = Person(server).come(group.lead.return_link)
        said = group.answers(group.lead)
        assert not any(word in said for word in words)
        assert THEIRS in said
        assert "I know that one" in said
        assert group.lead.state()["card"][group.card]["text"] is None
        board = f"/api/boards/{group.lead.board_id}"
        records = group.lead.http.get(f"{board}/export/records.jsonl").text
        assert checked_lines(records.splitlines(keepends=True)).withdrawn > 0
        removed, told = group.lead.events()[-2:]
        assert (told["type"], told["seq"], told["actor"]) == ("withdrawal.asked", len(records.splitlines()), None)
        told_of = (removed["actor"], removed["why"], removed["changes"][0]["after"]["on_id"])
        assert told_of == (group.lead.id, told["why"], named)
        assert told["why"].startswith("An older copy of this board was opened.")
        journal = group.lead.http.get(f"{board}/checkpoints").json()["checkpoints"]
        reasons = [one["reason"] for one in journal if one["reason"].startswith("withdrawal")]
        assert reasons == ["withdrawal.before", "withdrawal.after"] * 2
    with running(new) as again:
        types = [event["type"] for event in Person(again).come(group.lead.return_link).events()]
        assert (types.count("withdrawal.asked"), types.count("words.removed")) == (1, 1)


def test_W24_who_led_on_leads_in_an_older_copy_too(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    with running(old) as server:
        group = Group(server)
        run = CliRunner().invoke(app, ["backup", str(tmp_path / "backup.sqlite"), "--data", str(old)])
        assert run.exit_code == 0, run.output
        people = f"/api/studies/{group.lead.study_id}/people"
        group.lead.http.put(f"{people}/{group.mine.id}/role", json={"role": "facilitator"}).raise_for_status()
        group.lead.http.post(group.path, json={"way": "stop", "at_once": True}).raise_for_status()
        deleted(group.mine)
    assert CliRunner().invoke(app, ["restore", str(tmp_path / "backup.sqlite"), "--data", str(new)]).exit_code == 0
    shutil.copy(old / "withdrawn.jsonl", new)
    with running(new) as server:
        mine = Person(server).come(group.mine.return_link)
        assert mine.http.get("/api/me").json()["person"]["role"] == "facilitator"
        assert mine.events()[-1]["type"] == "withdrawal.asked"
        assert mine.events()[-1]["actor"] == group.lead.id


def test_W19_who_changed_their_mind_is_not_taken_out_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running(data) as server:
        group = Group(server)
        run = CliRunner().invoke(app, ["backup", str(tmp_path / "backup.sqlite"), "--data", str(data)])
        assert run.exit_code == 0, run.output
        told = group.mine.http.post(group.path, json={"way": "words"}).raise_for_status().json()["withdrawal"]
        deleted(group.lead)
        group.mine.http.post(f"{group.path}/{told['id']}/cancel", json={}).raise_for_status()
        deleted(group.lead)
    new = tmp_path / "new"
    assert CliRunner().invoke(app, ["restore", str(tmp_path / "backup.sqlite"), "--data", str(new)]).exit_code == 0
    shutil.copy(data / "withdrawn.jsonl", new)
    with running(new) as server:
        assert Person(server).come(group.lead.return_link).state()["card"][group.card]["text"] == MINE


def test_W7_a_crash_before_the_words_are_deleted_is_made_good_at_the_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running(data) as server:
        group = Group(server)
        with reader(data):
            group.mine.http.post(group.path, json={"way": "all", "at_once": True}).raise_for_status()
            server.kill()
        assert found(data, [MINE]) != []
    with running(data) as server:
        lead = Person(server).come(group.lead.return_link)
        deleted(lead)
        assert found(data, [MINE, "said on the ferry", "Ferry friend"]) == []
        assert lead.events()[-1]["type"] == "withdrawal.asked"
