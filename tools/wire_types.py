"""The TypeScript types of everything that crosses the wire, made from the server's own schema."""

import subprocess

from tools import programs
from tools.node import Node
from tools.places import FRONTEND, ROOT, program

TARGET = FRONTEND / "src" / "lib" / "protocol.gen.ts"


def write(node: Node) -> None:
    """Write the types anew."""
    TARGET.write_text(_make(node), encoding="utf-8", newline="\n")


def are_fresh(node: Node) -> bool:
    """Whether the committed types are the ones the server's schema gives; says so when they are not."""
    fresh = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == _make(node)
    if not fresh:
        programs.say("the wire types are out of date: run `python3 dev.py types`")
    return fresh


def _make(node: Node) -> str:
    schema = _output([str(program("python")), "-m", "app.schema"], "", {})
    script = FRONTEND / "scripts" / "types.mjs"
    return _output([node.program, str(script)], schema, node.environment())


def _output(command: list[str], given: str, extra: dict[str, str]) -> str:
    done = subprocess.run(
        command, input=given, cwd=ROOT, env=programs.environment(extra), stdout=subprocess.PIPE, check=False,
        text=True, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        raise programs.Failed("The wire types could not be made. The lines above say why.")
    return done.stdout
