"""What a study offers to those who want to take something back, and what there is to take."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import orjson
from sqlmodel import Session

from app.domain.belongings import Walk
from app.domain.errors import NotAllowed, Stale
from app.domain.events import Event
from app.domain.model_withdrawal import OWN_WAYS, OwnWay, Way
from app.store.tables_withdrawal import OfferRow
from app.store.writer import Transaction


@dataclass(frozen=True, slots=True)
class Offer:
    """`last_day`: after it nothing can be taken back (ISO 8601); None: always."""

    ways: tuple[OwnWay, ...] = OWN_WAYS
    wording: str = ""
    last_day: str | None = None


def offer_of(session: Session, study_id: str) -> Offer:
    """What the study offers; everything where nobody has said."""
    row = session.get(OfferRow, study_id)
    return Offer() if row is None else Offer(tuple(orjson.loads(row.ways)), row.wording, row.last_day)


def keep_offer(transaction: Transaction, study_id: str, offer: Offer) -> Offer:
    """Takes the place of what was offered before. Nobody can be kept from stopping."""
    ways = tuple(way for way in OWN_WAYS if way in offer.ways or way == "stop")
    row = transaction.session.get(OfferRow, study_id) or OfferRow(study_id=study_id, ways="")
    row.ways, row.wording, row.last_day = orjson.dumps(ways).decode(), offer.wording.strip(), offer.last_day
    transaction.session.add(row)
    return Offer(ways, row.wording, row.last_day)


def demand_offered(offer: Offer, way: Way, now: str) -> None:
    """Raises NotAllowed, or Stale after the last day. To stop, and sources of facilitators, are always possible."""
    if way in ("stop", "source"):
        return
    if way not in offer.ways:
        raise NotAllowed("Your study does not offer this. Please ask your facilitator.", asked=way)
    if offer.last_day is not None and now[:10] > offer.last_day:
        raise Stale("The last day for this is over. Please ask your facilitator.", last_day=offer.last_day)


def pieces_of(logs: Iterable[Iterable[Event]], person_id: str) -> dict[str, int]:
    """How many cards, themes, comments, reasons and answers hold words of somebody now, or are theirs."""
    counted: Counter[str] = Counter()
    for events in logs:
        mine = {value.key or ("why", str(value.seq), "") for value in Walk().values(events) if value.of == "words"
                and value.owner == person_id}  # fmt: skip
        counted.update(kind for kind, _ in {(kind, key) for kind, key, _ in mine})
    return dict(counted)


def sources_of(logs: Iterable[Iterable[Event]]) -> dict[str, int]:
    """How many cards came from each source."""
    cards: Counter[str] = Counter()
    for events in logs:
        found = dict[str, str]()
        for change in (change for event in events for change in event["changes"] if change["kind"] == "card"):
            source = (change["after"] or {}).get("source")
            if isinstance(source, str):
                found[change["id"]] = source
        cards.update(found.values())
    return dict(sorted(cards.items()))
