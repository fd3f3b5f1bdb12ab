"""Deciding what is taken back: which openings go, and what everybody sees in their place."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, assert_never, cast

from app.domain.belongings import PEOPLE, WORDS
from app.domain.beyond import Beyond
from app.domain.changes import created, removed, updated
from app.domain.commands_withdrawal import WithdrawalAsk, WithdrawalCancel, WithdrawalCommand, WordsRemove
from app.domain.errors import NotFound, Stale
from app.domain.events import Author, Change, Draft, Taking
from app.domain.gathering import Found, Gathering, Whose
from app.domain.model import Board, Kind
from app.domain.model_withdrawal import NAMELESS, Withdrawal
from app.domain.quotes import Quotes

Fields = defaultdict[tuple[str, str], dict[str, Any]]
"""What becomes of fields, by kind and id of their record."""


def withdrawal(
    board: Board, author: Author, command: WithdrawalCommand | WordsRemove, beyond: Beyond, command_id: str
) -> Draft:
    """What goes, and what stays in its place. Raises NotFound or Stale."""
    match command:
        case WithdrawalAsk():
            return _ask(board, author, command, beyond)
        case WithdrawalCancel():
            return _cancel(board, command, beyond)
        case WordsRemove():
            return _remove(board, author, command, beyond, command_id)
        case _:
            assert_never(command)


def _ask(board: Board, author: Author, command: WithdrawalAsk, beyond: Beyond) -> Draft:
    nameless = command.way in NAMELESS
    found, fields = _found(board, Whose.of(command), beyond, command.pseudonym if nameless else "")
    if nameless:
        _replace_person(board, command, fields)
    record = Withdrawal(
        way=command.way,
        person=None if nameless else author.person_id,
        at=beyond.at,
        until=command.until,
        cancelled=False,
        on_kind=None,
        on_id=None,
    )
    _cut_minutes(board, found.quotes, fields)
    votes = list(_votes_of(board, command.person_id)) if command.way == "all" else []
    for vote in votes:
        fields.pop(("vote", vote["id"]), None)
    changes = (created("withdrawal", command.withdrawal_id, record), *_changes(board, fields), *votes)
    taking = Taking(command.withdrawal_id, found.paths, command.until, nameless)
    return Draft("withdrawal.asked", changes, taking)


def _remove(board: Board, author: Author, command: WordsRemove, beyond: Beyond, command_id: str) -> Draft:
    on = command.on
    found, fields = _found(board, Whose.of(command), beyond, "")
    if not found.paths:
        raise NotFound("There are no words here to remove.", kind=on.kind, id=on.id)
    record = Withdrawal(
        way="removed",
        person=author.person_id,
        at=beyond.at,
        until=None,
        cancelled=False,
        on_kind=on.kind,
        on_id=on.id,
    )
    _cut_minutes(board, found.quotes, fields)
    changes = (created("withdrawal", command_id, record), *_changes(board, fields))
    return Draft("words.removed", changes, Taking(command_id, found.paths))


def _found(board: Board, whose: Whose, beyond: Beyond, name: str) -> tuple[Found, Fields]:
    """What goes, and the fields of the board that become empty. What was read beforehand is not read again."""
    ahead = beyond.ahead if beyond.ahead is not None and beyond.ahead.whose == whose else Gathering(whose)
    later = beyond.since(ahead.seq + 1) if ahead.seq < board.seq and not whose.is_nothing else ()
    found, fields = ahead.gone_on(later).found(name), Fields(dict)
    for kind, key, field in found.standing:
        record = board.records(cast(Kind, kind)).get(key)
        if record is not None and record[field] is not None:
            fields[kind, key][field] = None
            if kind == "comment":
                fields[kind, key]["taken_back"] = True
    return found, fields


def _replace_person(board: Board, command: WithdrawalAsk, fields: Fields) -> None:
    """Where somebody stood, somebody without a name stands, the same everywhere, so that answers still count."""
    for kind, names in PEOPLE.items():
        for key, record in board.records(cast(Kind, kind)).items():
            for name in names:
                if record[name] == command.person_id:
                    fields[kind, key][name] = command.stand_in


def _cut_minutes(board: Board, quotes: Quotes, fields: Fields) -> None:
    """Minutes stay, without what they quote."""
    for key, minutes in board.records("minutes").items():
        for name in WORDS["minutes"]:
            text, taken = minutes[name], name in fields["minutes", key]
            if text is not None and not taken and quotes.cut(text) != text:
                fields["minutes", key][name] = quotes.cut(text)


def _changes(board: Board, fields: Fields) -> Iterator[Change]:
    for (kind, key), after in fields.items():
        yield from updated(cast(Kind, kind), key, board.records(cast(Kind, kind))[key], **after)


def _votes_of(board: Board, person_id: str) -> Iterator[Change]:
    """Answers are cancelled, those of closed rounds too."""
    for key, vote in board.state["vote"].items():
        if vote["person"] == person_id:
            yield removed("vote", key, vote)


def _cancel(board: Board, command: WithdrawalCancel, beyond: Beyond) -> Draft:
    record = board.state["withdrawal"].get(command.withdrawal_id)
    if record is None:
        raise NotFound("Nothing was taken back here.", kind="withdrawal", id=command.withdrawal_id)
    over = record["until"] is None or (record["until"] <= beyond.at and not command.before)
    if record["cancelled"] or over:
        raise Stale("This cannot be changed any more.", kind="withdrawal", id=command.withdrawal_id)
    asked = beyond.since(command.asked_at)[0]
    changes = [change for old in asked["changes"] for change in _given_back(board, old)]
    done = updated("withdrawal", command.withdrawal_id, record, cancelled=True)
    return Draft("withdrawal.cancelled", (*done, *changes))


def _given_back(board: Board, old: Change) -> list[Change]:
    """What a withdrawal changed, as it was, where nobody has written anything else since."""
    record, before, after = board.records(old["kind"]).get(old["id"]), old["before"], old["after"]
    if before is None:
        return []
    if after is None:
        return [created(old["kind"], old["id"], before)] if record is None else []
    if record is None:
        return []
    return updated(old["kind"], old["id"], record, **{n: before[n] for n, value in after.items() if record[n] == value})
