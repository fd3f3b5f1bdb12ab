"""Who is here and what they hold: memory only, never in the log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.model import Role
from app.protocol import PersonHere, PersonShown, Pointer, PointerShown, PresenceSaid, Showing


@dataclass(frozen=True, slots=True)
class Doing:
    """What one connection says about itself."""

    holding: PointerShown | None = None
    looking_at: PointerShown | None = None
    writing: bool = False
    hand: int | None = None
    ready: bool = False
    showing: PointerShown | None = None
    calling: bool = False
    following: str | None = None


IDLE = Doing()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """All connections of another process, which tells of them together."""

    process: str


def doing_of(said: PresenceSaid, role: Role) -> Doing:
    """What a presence message means. Each message tells all of it. Who looks on only asks nobody for anything."""
    doing = Doing(
        holding=_shown(said.holding),
        looking_at=_shown(said.looking_at),
        writing=said.writing,
        following=said.following,
    )
    if role == "observer":
        return doing
    return replace(doing, hand=said.hand, ready=said.ready, showing=_shown(said.showing), calling=said.calling)


def _shown(pointer: Pointer | Showing | None) -> PointerShown | None:
    return None if pointer is None else PointerShown(kind=pointer.kind, id=pointer.id)


class Presence:
    """People of the study and what their connections do. A person may have several."""

    def __init__(self, people: Iterable[PersonShown]) -> None:
        self._people: dict[str, PersonShown] = {person["id"]: person for person in people}
        self._doing: dict[str, dict[object, Doing]] = {}
        self._changed: set[str] = set()
        self._changed_here: set[str] = set()

    def know(self, people: Iterable[PersonShown]) -> None:
        """Takes over the people as they are now. Lists may come late: whoever was removed stays removed."""
        for person in people:
            known = self._people.get(person["id"])
            if known != person and (known is None or known["active"]):
                self._people[person["id"]] = person
                self._changed.add(person["id"])

    def person(self, person_id: str) -> PersonShown | None:
        """A person of the study."""
        return self._people.get(person_id)

    def say(self, connection: object, person_id: str, doing: Doing) -> None:
        """A connection comes, or says what it does."""
        doings = self._doing.setdefault(person_id, {})
        if doings.get(connection) != doing:
            doings[connection] = doing
            self._has_changed(connection, person_id)

    def leave(self, connection: object, person_id: str) -> None:
        """A connection goes."""
        doings = self._doing.get(person_id, {})
        if doings.pop(connection, None) is not None:
            self._has_changed(connection, person_id)
        if not doings:
            self._doing.pop(person_id, None)

    def hear(self, process: str, doing: Mapping[str, Doing | None], *, whole: bool) -> None:
        """What another process tells of its people; None of who has gone. `whole`: it has nobody else."""
        elsewhere = Elsewhere(process)
        known = [person_id for person_id, doings in self._doing.items() if elsewhere in doings]
        gone = [person_id for person_id in known if whole and person_id not in doing]
        for person_id, what in [*((person_id, None) for person_id in gone), *doing.items()]:
            if what is None:
                self.leave(elsewhere, person_id)
            else:
                self.say(elsewhere, person_id, what)

    def here(self) -> dict[str, Doing]:
        """What the people connected to this process do, for the others."""
        told = ((person_id, self._here(person_id)) for person_id in self._doing)
        return {person_id: doing for person_id, doing in told if doing is not None}

    def take_changed_here(self) -> dict[str, Doing | None]:
        """Of these, whoever changed since the last call; None of who has gone."""
        changed = {person_id: self._here(person_id) for person_id in self._changed_here}
        self._changed_here.clear()
        return changed

    def _has_changed(self, connection: object, person_id: str) -> None:
        self._changed.add(person_id)
        if not isinstance(connection, Elsewhere):
            self._changed_here.add(person_id)

    def _here(self, person_id: str) -> Doing | None:
        doings = self._doing.get(person_id, {})
        here = [doing for connection, doing in doings.items() if not isinstance(connection, Elsewhere)]
        return _together(here) if here else None

    def all(self) -> list[PersonHere]:
        """Everybody of the study."""
        return [self._shown(person_id) for person_id in self._people]

    def take_changed(self) -> list[PersonHere]:
        """Whoever changed since the last call."""
        changed = [self._shown(person_id) for person_id in self._people if person_id in self._changed]
        self._changed.clear()
        return changed

    def _shown(self, person_id: str) -> PersonHere:
        said = tuple(self._doing.get(person_id, {}).values())
        doing = _together(said)
        return PersonHere(
            **self._people[person_id],
            here=bool(said),
            holding=doing.holding,
            looking_at=doing.looking_at,
            writing=doing.writing,
            hand=doing.hand,
            ready=doing.ready,
            showing=doing.showing,
            calling=doing.calling,
            following=doing.following,
        )


def _together(said: Sequence[Doing]) -> Doing:
    """What one person does, who may have several connections."""
    return Doing(
        holding=next((d.holding for d in said if d.holding), None),
        looking_at=next((d.looking_at for d in said if d.looking_at), None),
        writing=any(d.writing for d in said),
        hand=min((d.hand for d in said if d.hand is not None), default=None),
        ready=any(d.ready for d in said),
        showing=next((d.showing for d in said if d.showing), None),
        calling=any(d.calling for d in said),
        following=next((d.following for d in said if d.following), None),
    )
