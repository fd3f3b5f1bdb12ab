"""A replay as one HTML file that plays from anybody's disk: the built player with the data of one log in it."""

import json
from collections.abc import Mapping
from typing import Any

PLACE = '<script type="application/json" id="replay-data"></script>'
"""Stands once in the built page."""
UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""In JSON these stand in strings only, where an escape means the same. So nothing can end the element around it."""


def replay_html(template: str, data: Mapping[str, Any]) -> str:
    """The page with the data in its place. Raises ValueError when the page has no such place."""
    before, place, after = template.partition(PLACE)
    if not place or PLACE in after:
        raise ValueError("The built replay page has no place for the data.")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
    return f"{before}{PLACE.removesuffix('</script>')}{text}</script>{after}"
