"""Who is here and what they hold: memory only, never in the log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.protocol import PersonHere, PersonShown, Pointer, PointerShown, PresenceSaid


@dataclass(frozen=True, slots=True)
class Doing:
    """What one connection says about itself."""

    holding: PointerShown | None = None
    looking_at: PointerShown | None = None
    writing: bool = False


IDLE = Doing()


def doing_of(said: PresenceSaid) -> Doing:
    """What a presence message means. Each message tells all of it."""
    return Doing(
        holding=_shown(said.holding),
        looking_at=_shown(said.looking_at),
        writing=said.writing,
    )


def _shown(pointer: Pointer | None) -> PointerShown | None:
    return None if pointer is None else PointerShown(kind=pointer.kind, id=pointer.id)


class Presence:
    """People of the study and what their connections do. A person may have several."""

    def __init__(self, people: Iterable[PersonShown]) -> None:
        self._people: dict[str, PersonShown] = {person["id"]: person for person in people}
        self._doing: dict[object, tuple[str, Doing]] = {}
        self._changed: set[str] = set()

    def know(self, people: Iterable[PersonShown]) -> None:
        """Takes over the people as they are now."""
        for person in people:
            if self._people.get(person["id"]) != person:
                self._people[person["id"]] = person
                self._changed.add(person["id"])

    def person(self, person_id: str) -> PersonShown | None:
        """A person of the study."""
        return self._people.get(person_id)

    def say(self, connection: object, person_id: str, doing: Doing) -> None:
        """A connection comes, or says what it does."""
        if self._doing.get(connection) != (person_id, doing):
            self._doing[connection] = (person_id, doing)
            self._changed.add(person_id)

    def leave(self, connection: object) -> None:
        """A connection goes."""
        person_id, _ = self._doing.pop(connection, (None, IDLE))
        if person_id is not None:
            self._changed.add(person_id)

    def all(self) -> list[PersonHere]:
        """Everybody of the study."""
        return [self._shown(person_id) for person_id in self._people]

    def take_changed(self) -> list[PersonHere]:
        """Whoever changed since the last call."""
        changed = [self._shown(person_id) for person_id in self._people if person_id in self._changed]
        self._changed.clear()
        return changed

    def _shown(self, person_id: str) -> PersonHere:
        doings: Mapping[object, Doing] = {c: d for c, (who, d) in self._doing.items() if who == person_id}
        said = tuple(doings.values())
        return PersonHere(
            **self._people[person_id],
            here=bool(said),
            holding=next((d.holding for d in said if d.holding), None),
            looking_at=next((d.looking_at for d in said if d.looking_at), None),
            writing=any(d.writing for d in said),
        )
