"""What every kind of store must do with values at the edge: texts, bytes, numbers, ids, and the order of rows."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlmodel import Session, SQLModel

from app.domain.commands import LARGEST_SEQ
from app.domain.errors import Invalid, NotFound
from app.store.invites import invites_of, turn_off
from app.store.joining import join
from app.store.members import member_of_board, member_of_study
from app.store.opening import events_after
from app.store.people import a_person, people_of
from app.store.sessions import SignedIn, find_session
from app.store.studies import Titles, boards_of, create_study
from app.store.tables import BoardRow, InviteRow, PersonRow
from app.store.writer import Transaction
from tests.store.pens import NOW, Pen

TEXTS = [
    "Ärger, naïve, coöperate, ½, ﬁ",
    "שלום عليكم नमस्ते 你好 🏳️‍🌈 👩🏽‍🔬",
    "\U0010ffff\ufffd\ue000\ufdd0",
    "two\nlines\tand 'quotes' \"double\" \\n %s :name $1 {x} -- ; /*",
    "\u202eturned\u202c \u200bthin",
]
IDS = ["Board-01", "_board-01", "board-01", "board-02", "board-1", "boardA-1", "boarda-1", "-board-01", "0board-01"]
UNKNOWN = ["", "nowhere", "nul\0inside", "\0", "ÿ" * 500, "'; --", "%", "\U0010ffff"]


class ValuesContract:
    """Rules L22, L23 and L41."""

    @pytest.fixture
    def pen(self, place: str) -> Iterator[Pen]:
        """A new study in an open store."""
        with Pen.at(place) as pen:
            yield pen

    @pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
    def test_L41_texts_come_back_as_they_were(self, place: str, pen: Pen, text: str) -> None:
        written = pen.card("card-0001", text=text, why=text).events
        made = pen.database.write_now(lambda t: create_study(t, pen.log, Titles(text, text), NOW))
        pen.close()

        with Pen.at(place, pen.board_id) as later:
            assert later.events()[1:] == list(written)
            assert (written[0]["changes"][0]["after"] or {})["text"] == text
            titles = later.database.read_now(lambda session: [row.title for row in boards_of(session, made.study_id)])
            assert titles == [text]

    @pytest.mark.parametrize("sign", ["\0", "\x1b"], ids=["nul", "escape"])
    @pytest.mark.parametrize("field", ["text", "label", "source", "why"])
    def test_L41_signs_that_cannot_be_kept_are_refused_by_name(self, pen: Pen, field: str, sign: str) -> None:
        said: dict[str, Any] = {"text": "Words", field: f"some{sign}thing"}
        why = said.pop("why", None)

        refused = pen.send(pen.submission_of("card.create", why, card_id="card-0001", **said)).rejection

        assert refused is not None
        assert (refused.code, refused.detail) == ("invalid", {"field": field})
        assert pen.card("card-0001").events

    @pytest.mark.parametrize("sign", ["\0", "\ud800"], ids=["nul", "surrogate"])
    def test_L41_names_of_people_and_studies_too(self, pen: Pen, sign: str) -> None:
        study = pen.study()
        jobs: list[tuple[str, Callable[[Transaction], object]]] = [
            ("pseudonym", lambda t: join(t, study.invite_secret, f"An{sign}na", None, NOW)),
            ("title", lambda t: create_study(t, pen.log, Titles(f"Stu{sign}dy", "Board"), NOW)),
            ("title", lambda t: create_study(t, pen.log, Titles("Study", f"Bo{sign}ard"), NOW)),
        ]
        for field, job in jobs:
            with pytest.raises(Invalid) as refused:
                pen.database.write_now(job)
            assert refused.value.detail == {"field": field}

    @pytest.mark.parametrize("unknown", UNKNOWN, ids=range(len(UNKNOWN)))
    def test_L22_whatever_is_asked_for_is_not_there(self, pen: Pen, unknown: str) -> None:
        def ask(session: Session) -> list[object]:
            somebody = SignedIn("f" * 64, "")
            found = [member_of_board(session, somebody, unknown), member_of_study(session, somebody, unknown)]
            return [*found, find_session(session, unknown)]

        assert pen.database.read_now(ask) == [None, None, None]
        with pytest.raises(NotFound):
            pen.database.write_now(lambda t: turn_off(t, "study", unknown, NOW))
        with pytest.raises(NotFound):
            pen.database.write_now(lambda t: a_person(t.session, "study", unknown))

    def test_L22_numbers_may_be_as_large_as_json_allows(self, pen: Pen) -> None:
        assert pen.database.read_now(lambda session: events_after(session, pen.board_id, LARGEST_SEQ, 10)) == []
        refused = pen.write("undo", seq=LARGEST_SEQ).rejection
        assert refused is not None
        assert refused.code == "not_found"

    def test_L23_rows_are_ordered_by_code_unit(self, pen: Pen) -> None:
        study = pen.study().study_id

        def rows(transaction: Transaction) -> None:
            for one in IDS:
                transaction.session.add_all(_rows_of(one, study))

        pen.database.write_now(rows)

        def listed(session: Session) -> list[list[str]]:
            lists = (boards_of(session, study), people_of(session, study), invites_of(session, study))
            return [[row.id for row in rows if row.id in IDS] for rows in lists]

        assert pen.database.read_now(listed) == [sorted(IDS)] * 3

    def test_L23_ids_differ_by_case(self, pen: Pen) -> None:
        for one in ("card-abcd", "card-ABCD"):
            assert pen.write("card.create", f"command-{one}", card_id=one, text="A").events


def _rows_of(one: str, study: str) -> list[SQLModel]:
    return [
        BoardRow(id=one, study_id=study, title="A", created_at=NOW),
        InviteRow(id=one, study_id=study, role="observer", secret_hash=one, created_at=NOW),
        PersonRow(
            id=one, study_id=study, pseudonym=one, pseudonym_key=one, role="observer", colour="teal", joined_at=NOW
        ),
    ]
