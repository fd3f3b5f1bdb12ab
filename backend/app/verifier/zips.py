"""Zip files in the one form that bundles have: files stored as they are, no dates, nothing that is not needed.

So every bit of such a file means something: what is packed from its own content must be the same file again.
"""

import struct
import zlib
from collections.abc import Mapping

from app.verifier.notes import Broken

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
DAY = 0x21
"""The first of January 1980, the first day that zip files know."""
READABLE = 0o644 << 16
UNIX = 3 << 8 | 20
UTF8 = 0x800


def packed(files: Mapping[str, bytes]) -> bytes:
    """The zip file of these files, in their order. At most 4 GiB together."""
    content, directory = bytearray(), bytearray()
    for name, data in files.items():
        spelled_name, crc, at = name.encode(), zlib.crc32(data), len(content)
        same = (UTF8, 0, 0, DAY, crc, len(data), len(data), len(spelled_name), 0)
        content += LOCAL.pack(b"PK\3\4", 20, *same) + spelled_name + data
        directory += CENTRAL.pack(b"PK\1\2", UNIX, 20, *same, 0, 0, 0, READABLE, at) + spelled_name
    end = END.pack(b"PK\5\6", 0, 0, len(files), len(files), len(directory), len(content), 0)
    return bytes(content + directory + end)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files in a zip of ours, as far as they can be read. `packed` must give the same bytes again."""
    files, at = dict[str, bytes](), 0
    while content[at : at + 4] == b"PK\3\4" and len(content) >= at + LOCAL.size:
        header = LOCAL.unpack_from(content, at)
        size, length = header[8], header[9]
        start = at + LOCAL.size + length
        name = content[at + LOCAL.size : start]
        files[name.decode(errors="replace")] = content[start : start + size]
        at = start + size
    return files


def demand_ours(content: bytes, files: Mapping[str, bytes]) -> None:
    """Raises Broken unless a zip file is exactly the one that these files make."""
    if packed(files) != content:
        raise Broken("The zip file itself was changed or cut off, beside what it holds.")
