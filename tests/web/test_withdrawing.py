"""Words are taken back on a real server: at once for everybody, for good without a trace (rules W10 to W18)."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from tests.server import Server, new_id
from tests.web.withdrawing import MINE, THEIRS, Group


@pytest.fixture
def group(server: Server) -> Group:
    """A new group on the shared server."""
    return Group(server)


def test_W10_everybody_sees_the_hole_at_once(group: Group) -> None:
    with group.other.live() as line:
        line.hear("welcome")
        told = group.mine.http.post(group.path, json={"way": "words"}).raise_for_status().json()["withdrawal"]

        [event] = line.hear("events")["events"]

        assert {"kind": "card", "id": group.card, "before": {"text": None}, "after": {"text": None}} in event["changes"]
        assert told["until"] > told["asked_at"]
    with group.other.live(after=1) as behind:
        behind.hear("welcome")
        assert MINE not in str(behind.events(upto=event["seq"]))
    said = group.answers(group.lead)
    assert MINE not in said
    assert "on the ferry" not in said
    assert THEIRS in said
    assert "words taken back" in said


def test_W11_a_copy_that_a_browser_knows_is_not_good_any_more(group: Group) -> None:
    path = f"/api/boards/{group.other.board_id}/state?at=2"
    tag = group.other.http.get(path).headers["etag"]
    assert group.other.http.get(path, headers={"If-None-Match": tag}).status_code == 304

    group.mine.http.post(group.path, json={"way": "words"}).raise_for_status()

    answer = group.other.http.get(path, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert MINE not in answer.text


def test_W12_who_leaves_only_reads_and_may_change_their_mind(group: Group) -> None:
    with group.mine.live() as line:
        line.hear("welcome")
        waiting = group.mine.http.post(group.path, json={"way": "all"}).raise_for_status().json()["withdrawal"]
        assert line.close_code() == 1001
    assert group.mine.ask({"type": "card.create", "card_id": new_id("card"), "text": "More"}).status_code == 403
    for_them = group.lead.ask(
        {"type": "card.create", "card_id": new_id("card"), "text": "M"}, on_behalf_of=group.mine.id
    )
    assert for_them.status_code == 403
    people = group.lead.http.get(f"/api/studies/{group.lead.study_id}/people").text
    assert "Ferry friend" not in people
    assert group.mine.http.get(group.path).json()["waiting"]["way"] == "all"
    assert group.other.http.post(f"{group.path}/{waiting['id']}/cancel", json={}).status_code == 404

    group.mine.http.post(f"{group.path}/{waiting['id']}/cancel", json={}).raise_for_status()

    assert group.lead.state()["card"][group.card]["text"] == MINE
    assert "Ferry friend" in group.lead.http.get(f"/api/studies/{group.lead.study_id}/people").text
    group.mine.do({"type": "card.create", "card_id": new_id("card"), "text": "More"})
    assert group.mine.http.get(group.path).json()["waiting"] is None


def test_W1_checkpoints_from_before_hold_and_two_more_are_signed(group: Group, tmp_path: Path) -> None:
    board = f"/api/boards/{group.lead.board_id}"
    before = tmp_path / "before.txt"
    before.write_text(group.lead.http.get(f"{board}/checkpoint").raise_for_status().json()["note"])

    group.mine.http.post(group.path, json={"way": "all"}).raise_for_status()

    journal = group.lead.http.get(f"{board}/checkpoints").raise_for_status().json()["checkpoints"]
    assert [one["reason"] for one in journal if one["reason"].startswith("withdrawal")] == [
        "withdrawal.before",
        "withdrawal.after",
    ]
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(group.lead.http.get(f"{board}/export/bundle.zip").raise_for_status().content)
    run = CliRunner().invoke(app, ["verify", str(bundle), "--checkpoint", str(before)])
    assert run.exit_code == 0, run.output


def test_W13_a_study_offers_its_own_ways_words_and_last_day(group: Group) -> None:
    offer = {"ways": ["words"], "wording": "Ask Ana before you choose.", "last_day": "2020-01-31"}
    assert group.mine.http.put(f"{group.path}/offer", json=offer).status_code == 403
    group.lead.http.put(f"{group.path}/offer", json=offer).raise_for_status()

    told = group.mine.http.get(group.path).json()
    assert told["offer"] == {**offer, "ways": ["stop", "words"]}
    assert told["mine"] == {"card": 1, "why": 1}
    assert group.mine.http.post(group.path, json={"way": "all"}).json()["error"]["code"] == "not_allowed"
    assert group.mine.http.post(group.path, json={"way": "words"}).json()["error"]["detail"]["last_day"] == "2020-01-31"
    assert group.mine.http.post(group.path, json={"way": "stop"}).status_code == 200
    assert group.lead.http.post(group.path, json={"way": "all"}).status_code in (403, 409)


def test_W14_a_facilitator_takes_back_one_source(group: Group) -> None:
    for number in range(3):
        card = {
            "type": "card.create",
            "card_id": new_id("card"),
            "text": f"Word {number}",
            "source": f"Sheet {number // 2}",
        }
        group.lead.do(card)
    assert group.lead.http.get(group.path).json()["sources"] == {"Sheet 0": 2, "Sheet 1": 1}
    body = {"way": "source", "source": "Sheet 0", "at_once": True}
    assert group.mine.http.post(group.path, json=body).status_code == 403

    group.lead.http.post(group.path, json=body).raise_for_status()

    said = group.answers(group.other)
    assert "Word 0" not in said
    assert "Sheet 0" not in said
    assert "Word 2" in said
    assert MINE in said


def test_W18_everything_about_me_is_for_me_alone(group: Group) -> None:
    path = f"/api/studies/{group.mine.study_id}/about-me"
    told = group.mine.http.get(f"{path}.json").raise_for_status().json()
    page = group.mine.http.get(f"{path}.html").raise_for_status().text

    assert told["me"]["pseudonym"] == "Ferry friend"
    [board] = told["boards"]
    assert [one["words"] for one in board["words"]] == ["said on the ferry", MINE]
    assert [one["sentence"] for one in board["did"]] == [f"Ferry friend wrote the card “{MINE}”."]
    assert f"<li>Card: “{MINE}” (entry 2)</li>" in page
    assert "<li>Name: Ferry friend</li>" in page
    assert " UTC</li>" in page
    assert THEIRS not in page + str(told)
    assert "said on the ferry" not in group.other.http.get(f"{path}.json").text
