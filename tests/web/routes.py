"""All routes of the server, as the tests walk through them."""

from typing import Any

from tests.server import Study

EXPORTS = (
    "table.csv",
    "table.md",
    "table.html",
    "log.csv",
    "log.jsonl",
    "records.jsonl",
    "board.json",
    "rounds.csv",
    "rounds.md",
    "minutes.md",
    "minutes.html",
    "comments.csv",
    "bundle.zip",
    "replay.html",
    "replay-without-names.html",
)
Route = tuple[str, str, Any]


def reading(study: Study) -> list[Route]:
    """What only looks."""
    board = f"/api/boards/{study.board_id}"
    own = ("checkpoint", "checkpoints", "answers", "drafts", "heard", "seen", "records/1/proof")
    paths = [f"{board}/{name}" for name in ("state", "state?at=1", "events", "minutes/draft?meeting=unknown", *own)]
    paths += [f"{board}/export/{name}" for name in EXPORTS]
    paths += [
        f"/api/studies/{study.study_id}/{name}"
        for name in ("people", "invites", "withdrawal", "replays", "about-me.json", "about-me.html")
    ]
    return [("GET", path, None) for path in paths]


def of_a_study(study: Study, person_id: str) -> list[Route]:
    """What changes something in a study."""
    base = f"/api/studies/{study.study_id}"
    return [
        ("POST", f"{base}/people/{person_id}/remove", {}),
        ("POST", f"{base}/people/{person_id}/return-link", {}),
        ("PUT", f"{base}/people/{person_id}/role", {"role": "facilitator"}),
        ("POST", f"{base}/invites", {"role": "observer"}),
        ("POST", f"{base}/invites/invite-unknown/off", {}),
        ("POST", f"{base}/boards", {"title": "One more"}),
        ("PUT", f"{base}/withdrawal/offer", {"ways": ["stop", "unlink", "words", "all"]}),
        ("PUT", f"{base}/replays", {"names": True}),
        ("POST", f"{base}/withdrawal", {"way": "source", "source": "unknown"}),
    ]


def of_a_board(study: Study) -> list[Route]:
    """What changes something on a board."""
    base = f"/api/boards/{study.board_id}"
    submit = {"type": "submit", "command_id": "command-of-route", "command": {"type": "undo", "seq": 1}}
    draft = {"about": {"kind": "board", "id": study.board_id}, "text": "Not yet"}
    table = {"csv": "", "keep_repeats": False, "aim_labels": False}
    return [
        ("POST", f"{base}/commands", submit),
        ("PUT", f"{base}/drafts/draft-of-route", draft),
        ("DELETE", f"{base}/drafts/draft-of-route", None),
        ("PUT", f"{base}/heard", {"at": "2026-03-31T10:00:00.000Z"}),
        ("POST", f"{base}/fork", {"note": "unknown"}),
        ("POST", f"{base}/presence", {"page": "page-of-route", "turn": 0, "presence": {"type": "presence"}}),
        ("POST", f"{base}/import/preview", table),
        ("POST", f"{base}/seen", {"seq": 1}),
        ("POST", f"{base}/import", table | {"import_id": "import-of-route"}),
    ]


def changing(study: Study, person_id: str) -> list[Route]:
    """Everything that changes something, leaving last but not done."""
    doors: list[Route] = [
        ("POST", "/api/invite", {"invite": "unknown"}),
        ("POST", "/api/join", {"invite": "unknown"}),
        ("POST", "/api/return", {"secret": "unknown"}),
        ("POST", "/api/leave", {}),
    ]
    doors.append(("POST", f"/api/studies/{study.study_id}/withdrawal/withdrawal-unknown/cancel", {}))
    return [*doors, *of_a_study(study, person_id), *of_a_board(study)]
