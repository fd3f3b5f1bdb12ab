"""The screens people use, as options of a browser context."""

from typing import Any

Options = dict[str, Any]


def screen(width: int, height: int, **more: Any) -> Options:
    """A screen with a mouse. CSS pixels."""
    return {"viewport": {"width": width, "height": height}, **more}


def hand_held(width: int, height: int, **more: Any) -> Options:
    """A screen that is touched."""
    return screen(width, height, has_touch=True, is_mobile=True, device_scale_factor=2, **more)


DESK = screen(1440, 900)
LAPTOP = screen(1280, 800)
TABLET = hand_held(768, 1024)
PHONE = hand_held(390, 844)
SMALL_PHONE = hand_held(320, 640)
