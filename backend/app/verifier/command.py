"""The check as a command: of a bundle (zip or unpacked folder) or of `records.jsonl` alone."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.verifier.bundle import KEY, LIST, RECORDS, checked_bundle, demand_checkpoint
from app.verifier.ed25519 import verified
from app.verifier.notes import Broken, Check, Key, Unusable, key_of, note_of
from app.verifier.records import Log, checked_log, lines_of
from app.verifier.words import words_of
from app.verifier.zips import demand_ours, unpacked


def main(arguments: Sequence[str]) -> int:
    """`verify.py [FILE] [--checkpoint FILE] [--key FILE]`; without FILE: the bundle that this file lies in."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Checks that a log was not changed.")
    parser.add_argument("file", nargs="?", type=Path, default=Path(__file__).parent, help="bundle or records.jsonl")
    parser.add_argument("--checkpoint", type=Path, help="a checkpoint that you kept")
    parser.add_argument("--key", type=Path, help="the public key that you know")
    said = parser.parse_args(arguments)
    return run(said.file, said.checkpoint, said.key)


def run(file: Path, checkpoint: Path | None = None, key: Path | None = None) -> int:
    """Prints what was found. Exit code 0: it holds, 1: broken, 2: unusable."""
    try:
        for line in _checked(file, checkpoint, key):
            print(line)
    except Broken as error:
        where = f"Broken at record {error.seq}" if error.seq is not None else "Broken"
        print(f"{where}: {error}", file=sys.stderr)
        return 1
    except (Unusable, OSError, UnicodeDecodeError) as error:
        print(f"This file cannot be checked: {error}", file=sys.stderr)
        return 2
    return 0


def _checked(file: Path, checkpoint: Path | None, key: Path | None) -> Iterator[str]:
    check, how = _way_to_check()
    known = key_of(key.read_text(encoding="utf-8")) if key is not None else None
    content = b"" if file.is_dir() else file.read_bytes()
    if file.is_dir() or content.startswith(b"PK"):
        log, signer, told = _bundle(_folder(file) if file.is_dir() else unpacked(content), content, check)
    else:
        log, signer, told = checked_log(lines_of(content)), None, []
    if known is not None and signer not in (None, known):
        raise Broken(f"It was signed with another key than the one in {key}.")
    yield f"The log holds: {log.records} records of board {log.board_id}, {log.withdrawn} words withdrawn."
    yield f"Chain: {log.chain}"
    yield from told
    if checkpoint is not None:
        yield from _against(log, checkpoint, known or signer, check)
    if signer is not None or known is not None:
        yield how


def _bundle(files: dict[str, bytes], content: bytes, check: Check) -> tuple[Log, Key, list[str]]:
    held = checked_bundle(files, check)
    if content:
        demand_ours(content, files)
    return (
        held.log,
        held.key,
        [
            f"All {len(files)} files are the ones that {held.key.name} signed. {held.checkpoints} checkpoints hold.",
            f"Key: {held.key.spelled()}",
            f"Six words: {words_of(held.checkpoint.text())}",
        ],
    )


def _folder(folder: Path) -> dict[str, bytes]:
    """The files of an unpacked bundle: those that its list names, in that order. Others are left alone."""
    if not (folder / LIST).is_file():
        raise Unusable(f"There is no {LIST} in {folder}. Give the bundle, or {RECORDS}.")
    lines = (folder / LIST).read_text(encoding="utf-8").split("\n\n")[0].split("\n")
    names = [line[66:] for line in lines[2:] if line]
    strange = [name for name in names if "/" in name or "\\" in name or name.startswith(".")]
    if strange:
        raise Broken(f"{LIST} names what cannot be in a bundle.")
    return {name: (folder / name).read_bytes() for name in [*names, LIST] if (folder / name).is_file()}


def _against(log: Log, file: Path, key: Key | None, check: Check) -> Iterator[str]:
    found = demand_checkpoint(log, note_of(file.read_text(encoding="utf-8")), key, check)
    yield f"It is the log of your checkpoint over {found.size} records: {words_of(found.text())}"
    if key is None:
        yield f"The signature of your checkpoint was not checked. Give the public key with --key ({KEY} in a bundle)."


def _way_to_check() -> tuple[Check, str]:
    """How signatures are checked here, and the sentence that says so."""
    try:
        import cryptography  # noqa: PLC0415 - only where it is installed
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    except ImportError:
        return verified, "Signatures were checked with the plain Python in this file."

    def check(public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    return check, f"Signatures were checked with the library cryptography {cryptography.__version__}."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
