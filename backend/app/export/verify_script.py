"""The verifier as one file, put together from our own source: the code that `themeroom verify` runs."""

import ast
from functools import cache
from importlib import resources

PARTS = ("merkle", "ed25519", "notes", "words", "records", "zips", "bundle", "command")
"""What is needed first stands first."""
OURS = "app.verifier"
HEAD = '''#!/usr/bin/env python3
"""Checks a bundle of Themeroom: that nothing in it was changed since it was signed. Needs Python 3.9 and nothing else.

    python3 verify.py                            the unpacked bundle that this file lies in
    python3 verify.py bundle.zip                 a bundle
    python3 verify.py records.jsonl              a log alone
    python3 verify.py ... --checkpoint FILE      and that it is the log of a checkpoint that you kept
    python3 verify.py ... --key FILE             and that it was signed with the key that you know

Exit code 0: it holds, 1: broken (says where), 2: unusable. It asks no server and trusts none.
"""

from __future__ import annotations

'''


@cache
def verify_script() -> str:
    """The whole file."""
    imports, bodies = set[str](), list[str]()
    for part in PARTS:
        found, body = _parted(resources.files(OURS).joinpath(f"{part}.py").read_text(encoding="utf-8"))
        imports |= found
        bodies.append(body)
    return HEAD + "\n".join(sorted(imports)) + "\n\n" + "\n\n".join(bodies)


def _parted(source: str) -> tuple[set[str], str]:
    """The imports of the standard library in a part, and the rest of it without any import."""
    lines = source.splitlines(keepends=True)
    top = ast.parse(source).body
    imports = [node for node in top if isinstance(node, (ast.Import, ast.ImportFrom))]
    foreign = {ast.unparse(node) for node in imports if not (getattr(node, "module", None) or "").startswith(OURS)}
    docstring = top[0].end_lineno or 0
    first, about = max([node.end_lineno or 0 for node in imports], default=docstring), lines[0].strip().strip('"')
    return foreign, f"# {about}\n" + "".join(lines[first:])
