"""Everything that a study knows about one person, for that person alone: as JSON, and as a page to read."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from app.domain.belongings import Walk
from app.domain.events import Event
from app.export import about_me_words as words
from app.export.describe import described
from app.export.table_html import HEAD, STYLE

Names = Mapping[str, str]


class BoardOfMine(NamedTuple):
    """One board of the study with its whole log."""

    title: str
    events: Iterable[Event]


def about_me(person_id: str, kept: Mapping[str, Any], boards: Sequence[BoardOfMine], names: Names) -> dict[str, Any]:
    """`kept`: what is known beside the logs, by what it is."""
    return {**kept, "boards": [_board(person_id, board, names) for board in boards]}


def _board(person_id: str, board: BoardOfMine, names: Names) -> dict[str, Any]:
    walk, did, wrote, named = Walk(), list[dict[str, Any]](), list[dict[str, Any]](), dict[int, None]()
    for event, sentence in described(board.events, names):
        if person_id in (event["actor"], event.get("on_behalf_of")):
            did.append({"seq": event["seq"], "at": event["at"], "sentence": sentence, "why": event.get("why")})
        for value in walk.values((event,)):
            if value.owner == person_id and value.of == "person":
                named[value.seq] = None
            elif value.owner == person_id and "/before/" not in value.path:
                wrote.append({"seq": value.seq, "about": _about(value.key), "words": value.value})
    return {"title": board.title, "did": did, "words": wrote, "named_in": list(named)}


def _about(key: tuple[str, str, str] | None) -> str:
    return "reason" if key is None else f"{key[0]} {key[2]}"


def about_me_json(told: Mapping[str, Any]) -> str:
    """For programs."""
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def about_me_html(told: Mapping[str, Any]) -> str:
    """A page that asks nobody for anything."""
    lines = [HEAD.format(title="Everything about me", style=STYLE), "<main>\n<h1>Everything about me</h1>"]
    for name, kept in told.items():
        if name != "boards":
            lines += [f"<h2>{escape(words.title(name))}</h2>", *_kept(kept)]
    for board in told["boards"]:
        lines += _chapter(board)
    return "\n".join([*lines, "</main>\n</body>\n</html>"]) + "\n"


def _kept(kept: object) -> Iterator[str]:
    """Facts in a list, lists of facts one after another."""
    if isinstance(kept, dict):
        yield "<ul>"
        yield from (f"<li>{escape(words.fact(name))}: {escape(_plain(value))}</li>" for name, value in kept.items())
        yield "</ul>"
    elif isinstance(kept, list) and kept:
        for one in kept:
            yield from _kept(one)
    else:
        yield f"<p>{escape(_plain(kept))}</p>"


def _plain(value: object) -> str:
    if value is None or value == []:
        return "nothing"
    return words.told(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _chapter(board: Mapping[str, Any]) -> Iterator[str]:
    yield f"<h2>{escape(board['title'])}</h2>\n<h3>What I wrote</h3>\n<ul>"
    for one in board["words"]:
        yield f"<li>{escape(words.piece(one['about']))}: “{escape(str(one['words']))}” (entry {one['seq']})</li>"
    yield "</ul>\n<h3>What I did</h3>\n<ol>"
    for one in board["did"]:
        why = f" Why: {escape(one['why'])}" if one["why"] else ""
        yield f"<li>{escape(words.told(one['at']))}: {escape(one['sentence'])}{why}</li>"
    seqs = ", ".join(str(seq) for seq in board["named_in"])
    yield f"</ol>\n<p>I am named in these entries of the log: {seqs or 'none'}.</p>"
