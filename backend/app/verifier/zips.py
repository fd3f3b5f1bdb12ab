"""Zip files in the one form that bundles have: files stored as they are, no dates, nothing that is not needed.

So every bit of such a file means something: what is packed from its own content must be the same file again.
"""

import hashlib
import io
import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from app.verifier.notes import Broken

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
DAY = 0x21
"""The first of January 1980, the first day that zip files know."""
READABLE = 0o644 << 16
UNIX = 3 << 8 | 20
UTF8 = 0x800
NOT_OURS = "The zip file itself was changed or cut off, beside what it holds."


class Packing:
    """Writes the zip file of some files, piece by piece, to where one can go back. At most 4 GiB together."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._directory = bytearray()
        self._count = 0

    def put(self, name: str, pieces: Iterable[bytes]) -> str:
        """Adds a file; answers its SHA-256 in hex."""
        at, spelled_name, size, crc, hashed = self._out.tell(), name.encode(), 0, 0, hashlib.sha256()
        self._out.write(_local(spelled_name, _same(spelled_name, 0, 0)))
        for piece in pieces:
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            hashed.update(piece)
            self._out.write(piece)
        same = _same(spelled_name, crc, size)
        self._out.seek(at)
        self._out.write(_local(spelled_name, same))
        self._out.seek(0, 2)
        self._directory += _central(spelled_name, same, at)
        self._count += 1
        return hashed.hexdigest()

    def end(self) -> None:
        """Writes what stands behind the files."""
        self._out.write(self._directory + _end(self._count, len(self._directory), self._out.tell()))


def _same(name: bytes, crc: int, size: int) -> tuple[int, ...]:
    """What is said of a file twice."""
    return (UTF8, 0, 0, DAY, crc, size, size, len(name), 0)


def _local(name: bytes, same: tuple[int, ...]) -> bytes:
    return LOCAL.pack(b"PK\3\4", 20, *same) + name


def _central(name: bytes, same: tuple[int, ...], at: int) -> bytes:
    return CENTRAL.pack(b"PK\1\2", UNIX, 20, *same, 0, 0, 0, READABLE, at) + name


def _end(count: int, length: int, at: int) -> bytes:
    return END.pack(b"PK\5\6", 0, 0, count, count, length, at, 0)


def packed(files: Mapping[str, bytes]) -> bytes:
    """The zip file of these files, in their order."""
    content = io.BytesIO()
    packing = Packing(content)
    for name, data in files.items():
        packing.put(name, (data,))
    packing.end()
    return content.getvalue()


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
    at, directory, whole = 0, bytearray(), memoryview(content)
    for name, data in files.items():
        spelled_name, same = name.encode(), _same(name.encode(), zlib.crc32(data), len(data))
        directory += _central(spelled_name, same, at)
        for piece in (_local(spelled_name, same), data):
            if whole[at : at + len(piece)] != piece:
                raise Broken(NOT_OURS)
            at += len(piece)
    if whole[at:] != directory + _end(len(files), len(directory), at):
        raise Broken(NOT_OURS)
