"""Minutes as files, and the Markdown they are read as."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.commands_meetings import MinutesEdit, MinutesSign, MinutesWrite
from app.domain.errors import NotFound
from app.export.markdown import blocks
from app.export.minutes_files import minutes_html, minutes_md
from tests.export.boards import NAMES, Bench

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "markdown.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_X32_the_little_of_markdown(vector: dict[str, Any]) -> None:
    read = [
        [block.kind, block.level, [[list(span) for span in item] for item in block.items]]
        for block in blocks(vector["text"])
    ]
    assert read == vector["blocks"]


@pytest.fixture
def bench() -> Bench:
    """A board with two minutes, one of them signed and changed since."""
    made = Bench("Tea & cake")
    made.do(
        MinutesWrite(type="minutes.write", minutes_id="minutes-2", title="Second", text="## Tea\n\n- *hot*\n\n1. one"),
        MinutesWrite(
            type="minutes.write", minutes_id="minutes-1", title="<First>", text="<b>Hi</b>", held_on="2021-03-04"
        ),
        MinutesSign(type="minutes.sign", signature_id="sign-0001", minutes_id="minutes-1", version=1),
        MinutesEdit(type="minutes.edit", minutes_id="minutes-1", text="<b>Hi</b>\n> you", version=1),
    )
    return made


def test_X31_all_minutes_by_day_or_one(bench: Bench) -> None:
    text = minutes_md(bench.board.state, NAMES)
    assert text == (
        "# Tea \\& cake: minutes\n\n## \\<First\\>\n\n4 March 2021. Version 2.\n\n<b>Hi</b>\n> you\n\n"
        "Signed by Facilitator on 12 March 2026, version 1.\n\n## Second\n\nVersion 1.\n\n## Tea\n\n- *hot*\n\n1. one\n"
    )
    assert "First" not in minutes_md(bench.board.state, NAMES, "minutes-2")
    for made in (minutes_md, minutes_html):
        with pytest.raises(NotFound):
            made(bench.board.state, NAMES, "minutes-9")


def test_X31_the_page_holds_no_markup_of_users(bench: Bench) -> None:
    page = minutes_html(bench.board.state, NAMES)
    assert "<h2>&lt;First&gt;</h2>\n<p>4 March 2021. Version 2.</p>\n<p>&lt;b&gt;Hi&lt;/b&gt;</p>" in page
    assert "<blockquote><p>you</p></blockquote>\n<p>Signed by Facilitator on 12 March 2026, version 1.</p>" in page
    assert "<h3>Tea</h3>\n<ul>\n<li><em>hot</em></li>\n</ul>\n<ol>\n<li>one</li>\n</ol>" in page
