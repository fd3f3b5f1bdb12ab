"""What happened to cards and placements, in words."""

from typing import Literal, assert_never

from app.export.scene import Scene, card_name, listed, quoted

CardEvent = Literal[
    "card.created", "card.edited", "card.split", "card.merged", "card.retired", "card.restored"
]  # fmt: skip
PlacementEvent = Literal["placement.added", "placement.moved", "placement.removed", "placement.marked"]


def card(kind: CardEvent, scene: Scene) -> str:
    """The deed without who and full stop."""
    match kind:
        case "card.created":
            return _created(scene)
        case "card.edited":
            return _edited(scene)
        case "card.split":
            return _split(scene)
        case "card.merged":
            return _merged(scene)
        case "card.retired":
            return f"put away the card {_names(scene)}"
        case "card.restored":
            return f"put back the card {_names(scene)}"
        case _:
            assert_never(kind)


def placement(kind: PlacementEvent, scene: Scene) -> str:
    """The deed without who and full stop."""
    match kind:
        case "placement.added":
            return _added(scene)
        case "placement.moved":
            return _moved(scene)
        case "placement.removed":
            return _removed(scene)
        case "placement.marked":
            return _marked(scene)
        case _:
            assert_never(kind)


def _names(scene: Scene) -> str:
    return listed(scene.card(key) for key in scene.cards())


def _created(scene: Scene) -> str:
    themes = [scene.theme(scene.placement(key)["theme_id"]) for key in scene.made("placement")]
    return f"wrote the card {_names(scene)}" + (f" in {listed(themes)}" if themes else "")


def _edited(scene: Scene) -> str:
    deeds = []
    for key in scene.cards():
        before, after = scene.before["card"][key], scene.after["card"][key]
        if before["text"] != after["text"]:
            deeds.append(f"changed the card {card_name(before)} to {card_name(after)}")
        if before["label"] != after["label"] and after["label"]:
            deeds.append(f"gave the card {card_name(after)} the label {quoted(after['label'])}")
        elif before["label"] != after["label"]:
            deeds.append(f"took the label off the card {card_name(after)}")
    return listed(deeds)


def _split(scene: Scene) -> str:
    old = listed(scene.card(key) for key in scene.put_away("card"))
    return f"split the card {old} into {listed(scene.card(key) for key in scene.made('card'))}"


def _merged(scene: Scene) -> str:
    away = scene.put_away("card")
    merged = f"merged the card {listed(scene.card(key) for key in away)} into"
    return f"{merged} {scene.card(scene.after['card'][away[0]]['merged_into'] or '')}"


def _added(scene: Scene) -> str:
    key = scene.made("placement")[0]
    card_id = scene.placement(key)["card_id"]
    placed = f"placed {scene.card(card_id)} in {scene.theme(scene.placement(key)['theme_id'])}"
    others = scene.other_places(card_id)
    if not others:
        return placed
    return f"{placed} too. It kept its {'other place' if others == 1 else f'{others} other places'}"


def _moved(scene: Scene) -> str:
    changed = scene.touched("placement", "theme_id")
    key = (changed or scene.touched("placement", "rank"))[0]
    place = scene.placement(key)
    name, theme = scene.card(place["card_id"]), scene.theme(place["theme_id"])
    if not changed:
        return f"moved {name} within {theme}"
    return f"moved {name} from {scene.theme(scene.before['placement'][key]['theme_id'])} to {theme}"


def _removed(scene: Scene) -> str:
    place = scene.placement(scene.gone("placement")[0])
    taken = f"took {scene.card(place['card_id'])} out of {scene.theme(place['theme_id'])}"
    return taken if scene.other_places(place["card_id"]) > 1 else f"{taken}. It is not sorted now"


def _marked(scene: Scene) -> str:
    place = scene.placement(scene.touched("placement", "mark")[0])
    where = f"{scene.card(place['card_id'])} in {scene.theme(place['theme_id'])}"
    return f"marked {where} with {place['mark']}" if place["mark"] else f"took the mark off {where}"
