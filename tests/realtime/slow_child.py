"""A browser in a process of its own, so that it can be stopped in the middle: reads and forgets until it is killed."""

import json
import os
import sys

from websockets.sync.client import connect


def main(url: str) -> None:
    """Follows a board. The headers and the first word come in the environment."""
    headers = json.loads(os.environ["HEADERS"])
    with connect(url, additional_headers=headers, max_size=None, compression=None, proxy=None) as socket:
        socket.send(os.environ["HELLO"])
        for _ in socket:
            pass


if __name__ == "__main__":
    main(sys.argv[1])
