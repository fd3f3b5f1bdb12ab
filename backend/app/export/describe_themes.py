"""What happened to themes, in words."""

from typing import Literal, assert_never

from app.domain.model import Theme
from app.export.scene import Scene, listed, theme_name

ThemeEvent = Literal[
    "theme.created", "theme.edited", "theme.moved", "theme.merged", "theme.retired", "theme.restored"
]  # fmt: skip


def theme(kind: ThemeEvent, scene: Scene) -> str:
    """The deed without who and full stop."""
    match kind:
        case "theme.created":
            return _created(scene)
        case "theme.edited":
            return _edited(scene)
        case "theme.moved":
            return _moved(scene)
        case "theme.merged":
            return _merged(scene)
        case "theme.retired":
            return f"put away the theme {listed(scene.theme(key) for key in scene.put_away('theme'))}"
        case "theme.restored":
            return f"put back the theme {listed(scene.theme(key) for key in scene.themes())}"
        case _:
            assert_never(kind)


def _created(scene: Scene) -> str:
    key = scene.made("theme")[0]
    new = scene.after["theme"][key]
    what = "the parked sheet" if new["theme_kind"] == "parked" else "the theme"
    return f"made {what} {theme_name(new)}{_under(scene, new)}"


def _edited(scene: Scene) -> str:
    deeds = []
    for key in scene.themes():
        before, after = scene.before["theme"][key], scene.after["theme"][key]
        if before["title"] != after["title"]:
            deeds.append(f"renamed the theme {theme_name(before)} to {theme_name(after)}")
        if before["description"] != after["description"]:
            deeds.append(f"described the theme {theme_name(after)}")
        if before["colour"] != after["colour"]:
            deeds.append(f"made the theme {theme_name(after)} {after['colour']}")
    return listed(deeds)


def _moved(scene: Scene) -> str:
    changed = scene.touched("theme", "parent_id")
    if not changed:
        return f"moved the theme {scene.theme(scene.touched('theme', 'rank')[0])} to another spot"
    before, after = scene.before["theme"][changed[0]], scene.after["theme"][changed[0]]
    if after["parent_id"] is not None:
        return f"moved the theme {theme_name(after)} into {scene.theme(after['parent_id'])}"
    return f"moved the theme {theme_name(after)} out of {scene.theme(before['parent_id'] or '')}"


def _merged(scene: Scene) -> str:
    away = scene.put_away("theme")
    merged = f"merged the theme {listed(scene.theme(key) for key in away)} into"
    return f"{merged} {scene.theme(scene.after['theme'][away[0]]['merged_into'] or '')}"


def _under(scene: Scene, theme: Theme) -> str:
    return "" if theme["parent_id"] is None else f" in {scene.theme(theme['parent_id'])}"
