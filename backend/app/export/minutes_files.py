"""Minutes as files, one or all of a board: Markdown, and a page that asks nobody for anything."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape

from app.domain.errors import NotFound
from app.domain.model import State
from app.domain.model_meetings import Minutes
from app.domain.quotes import HOLE
from app.export.describe import name_of
from app.export.markdown import Block, Span, blocks
from app.export.table_html import HEAD, STYLE
from app.export.table_md import escaped

Kept = tuple[str, Minutes]


def minutes_md(state: State, names: Mapping[str, str], minutes_id: str | None = None) -> str:
    """The words as they were written, under their titles. Raises NotFound."""
    parts = [f"# {escaped(_board_title(state))}: minutes"]
    for key, one in chosen(state, minutes_id):
        parts += [
            f"## {escaped(one['title'] or HOLE)}",
            f"{_facts(one)}.",
            one["text"] or HOLE,
        ]
        parts += [escaped(line) for line in _signed(state, key, names)]
    return "\n\n".join(parts) + "\n"


def minutes_html(state: State, names: Mapping[str, str], minutes_id: str | None = None) -> str:
    """The whole page. Raises NotFound."""
    title = escape(f"{_board_title(state)}: minutes")
    lines = [HEAD.format(title=title, style=STYLE), f"<main>\n<h1>{title}</h1>"]
    for key, one in chosen(state, minutes_id):
        lines += [f"<article>\n<h2>{escape(one['title'] or HOLE)}</h2>", f"<p>{_facts(one)}.</p>"]
        lines += [line for block in blocks(one["text"] or HOLE) for line in _block(block)]
        lines += [f"<p>{escape(line)}</p>" for line in _signed(state, key, names)]
        lines.append("</article>")
    return "\n".join([*lines, "</main>\n</body>\n</html>"]) + "\n"


def chosen(state: State, minutes_id: str | None) -> Sequence[Kept]:
    """The minutes asked for; without an id all of them, by day, those without one last. Raises NotFound."""
    if minutes_id is None:
        return sorted(state["minutes"].items(), key=lambda item: item[1]["held_on"] or "~")
    if minutes_id not in state["minutes"]:
        raise NotFound("These minutes are not there.", kind="minutes", id=minutes_id)
    return [(minutes_id, state["minutes"][minutes_id])]


def _board_title(state: State) -> str:
    return next((board["title"] for board in state["board"].values()), "") or "Board"


def _facts(one: Minutes) -> str:
    return (
        f"Version {one['version']}" if one["held_on"] is None else f"{_day(one['held_on'])}. Version {one['version']}"
    )


def _day(at: str) -> str:
    day = date.fromisoformat(at[:10])
    return f"{day.day} {day:%B %Y}"


def _signed(state: State, key: str, names: Mapping[str, str]) -> Iterator[str]:
    """Who stands for them; whoever signed an older version is named with it."""
    for signature in state["signature"].values():
        if signature["minutes_id"] == key:
            who, day = name_of(signature["person"], names), _day(signature["at"])
            yield f"Signed by {who} on {day}, version {signature['version']}."


def _block(block: Block) -> Iterator[str]:
    match block.kind:
        case "heading":
            level = min(6, max(3, block.level + 1))
            yield f"<h{level}>{_inline(block.items[0])}</h{level}>"
        case "rule":
            yield "<hr>"
        case "quote":
            yield f"<blockquote><p>{_inline(block.items[0])}</p></blockquote>"
        case "words":
            yield f"<p>{_inline(block.items[0])}</p>"
        case "points" | "numbers":
            tag = "ul" if block.kind == "points" else "ol"
            yield f"<{tag}>"
            yield from (f"<li>{_inline(item)}</li>" for item in block.items)
            yield f"</{tag}>"


def _inline(spans: Sequence[Span]) -> str:
    return "".join(
        escape(words) if style == "plain" else f"<{style}>{escape(words)}</{style}>" for style, words in spans
    )
