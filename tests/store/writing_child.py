"""A process that writes until it is killed, and says each seq once it has been told that it is on disk."""

import sys
from itertools import count

from tests.store.pens import Pen


def main(place: str, board_id: str, first: str) -> None:
    """Writes card after card."""
    pen = Pen.at(place, board_id)
    for number in count(int(first)):
        outcome = pen.card(f"card-{number:06}")
        print(outcome.events[0]["seq"], flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
