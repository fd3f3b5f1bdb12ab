"""Copies hold no words that whoever takes them may not read (rule T24), and prove themselves all the same."""

import io
import zipfile

import pytest

from app.verifier.records import checked_lines
from tests.server import Person, Server, Study, new_id
from tests.web.routes import EXPORTS

HIDDEN, EDITED, BACK, HEARD = "HIDDEN-NOW", "HIDDEN-BEFORE", "TAKEN-BACK", "READ-BY-ALL"


def taken(person: Person, name: str, asked: str = "") -> bytes:
    """One file as somebody takes it out."""
    path = f"/api/boards/{person.board_id}/export/{name}{asked}"
    return person.http.get(path).raise_for_status().content


def bundle(person: Person) -> dict[str, str]:
    """Everything in one file, unpacked."""
    packed = zipfile.ZipFile(io.BytesIO(taken(person, "bundle.zip")))
    return {name: packed.read(name).decode() for name in packed.namelist()}


def holding(copies: dict[str, str], word: str) -> set[str]:
    """The files in which a word stands."""
    return {name for name, text in copies.items() if word in text}


def say(person: Person, text: str) -> str:
    """A comment on the board."""
    key = new_id("comment")
    about = {"kind": "board", "id": person.board_id}
    person.do({"type": "comment.add", "comment_id": key, "on": about, "text": text})
    return key


@pytest.fixture(scope="module")
def said(server: Server, study: Study, facilitator: Person) -> tuple[Person, str]:
    """Who said something that was hidden, and which comment that is."""
    author = Person(server).come(study.invite_link)
    say(author, HEARD)
    comment = say(author, EDITED)
    author.do({"type": "comment.edit", "comment_id": comment, "text": HIDDEN})
    author.do({"type": "comment.withdraw", "comment_id": say(author, BACK)})
    facilitator.do({"type": "comment.hide", "comment_id": comment})
    return author, comment


STATES = {"comments.csv", "board.json"}
LOGS = {"log.csv", "records.jsonl"}


@pytest.mark.usefixtures("said")
def test_T24_hidden_words_are_in_no_copy_of_who_may_not_read_them(co_researcher: Person, observer: Person) -> None:
    then = f"?at={observer.events()[-2]['seq']}"
    for person, asked in ((observer, ""), (co_researcher, then)):
        copies = {name: taken(person, name, asked).decode() for name in EXPORTS if name != "bundle.zip"}
        for word in (HIDDEN, EDITED, BACK):
            assert holding(copies, word) == set()
        assert holding(copies, HEARD) >= STATES | LOGS | {"log.jsonl"}
    files = bundle(observer)
    assert [holding(files, word) for word in (HIDDEN, EDITED, BACK)] == [set(), set(), set()]
    assert "took back their words about the board" in files["log.csv"]
    assert checked_lines(files["records.jsonl"].splitlines(keepends=True)).withdrawn >= 3


def test_T24_facilitators_and_who_said_it_take_out_what_they_can_read(
    said: tuple[Person, str], facilitator: Person, observer: Person
) -> None:
    for person in (facilitator, said[0]):
        files = bundle(person)
        assert [holding(files, word) for word in (HIDDEN, EDITED, BACK)] == [STATES | LOGS, LOGS, set()]
    facilitator.do({"type": "comment.show", "comment_id": said[1]})
    assert holding(bundle(observer), HIDDEN) >= STATES | LOGS
    facilitator.do({"type": "comment.hide", "comment_id": said[1]})
