"""What happened to the board, its meetings, by undo and by batches, in words."""

from collections.abc import Iterator
from typing import Literal, assert_never

from app.export.scene import Scene, counted, listed, quoted

BoardEvent = Literal["board.created", "board.edited", "meeting.started", "meeting.ended"]


def board(kind: BoardEvent, scene: Scene) -> str:
    """The deed without who and full stop."""
    match kind:
        case "board.created":
            return f"made the board {listed(quoted(board['title']) for board in scene.after['board'].values())}"
        case "board.edited":
            return _edited(scene)
        case "meeting.started":
            return f"started the meeting {_meetings(scene)}"
        case "meeting.ended":
            return f"ended the meeting {_meetings(scene)}"
        case _:
            assert_never(kind)


def undone(scene: Scene) -> str:
    """Undo names the entry of the log that was taken back."""
    return f"undid entry {scene.made('undo')[-1]}"


def batch(scene: Scene) -> str:
    """Several commands at once, counted."""
    deeds = list(_counts(scene))
    return listed(deeds) if deeds else f"made {counted(len(scene.changes), 'small change')}"


def _meetings(scene: Scene) -> str:
    return listed(quoted(scene.after["meeting"][c["id"]]["title"]) for c in scene.changes if c["kind"] == "meeting")


def _edited(scene: Scene) -> str:
    deeds = []
    for key, after in scene.after["board"].items():
        before = scene.before["board"][key]
        if before["title"] != after["title"]:
            deeds.append(f"renamed the board to {quoted(after['title'])}")
        if before["question"] != after["question"]:
            deeds.append(f"changed the question to {quoted(after['question'])}")
        if before["legend"] != after["legend"]:
            deeds.append("changed what the marks mean")
    if any(change["kind"] == "talk" for change in scene.changes):
        deeds.append("named the kinds of comments")
    return listed(deeds)


def _counts(scene: Scene) -> Iterator[str]:
    wrote, themes = len(scene.made("card")), len(scene.made("theme"))
    if wrote:
        yield f"wrote {counted(wrote, 'card')}"
    if themes:
        yield f"made {counted(themes, 'theme')}"
    yield from _places(scene)
    for kind, word in (("card", "card"), ("theme", "theme")):
        away = len(scene.put_away("card" if kind == "card" else "theme"))
        if away:
            yield f"put away {counted(away, word)}"
    marked = len(scene.touched("placement", "mark"))
    if marked:
        yield f"changed the mark of {counted(marked, 'card')}"


def _places(scene: Scene) -> Iterator[str]:
    stands = scene.after["placement"].keys()
    placed = len((set(scene.made("placement")) - set(scene.gone("kept"))) & stands)
    moved = [key for key in scene.touched("placement", "theme_id") if key in stands]
    taken = len(set(scene.gone("placement")) - set(scene.made("kept")))
    if placed:
        yield f"placed {counted(placed, 'card')}"
    if moved:
        targets = {scene.after["placement"][key]["theme_id"] for key in moved}
        where = f" to {scene.theme(targets.pop())}" if len(targets) == 1 else ""
        yield f"moved {counted(len(moved), 'card')}{where}"
    if taken:
        yield f"took out {counted(taken, 'card')}"
