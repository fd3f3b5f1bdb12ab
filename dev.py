#!/usr/bin/env python3
"""Everything a developer does here: `python3 dev.py run` starts Themeroom, `python3 dev.py test` proves it.

Needs Python 3.11 or later and nothing else: the rest is installed into .venv and frontend/node_modules.

    run     set up, build the pages, open the demo on http://127.0.0.1:8000 (another port: THEMEROOM_PORT)
    test    set up, build, run the front-end tests and then pytest; what follows goes to pytest
    setup   only set up
    check   formats, lints, types, imports, lengths, wire types; changes nothing
    fix     repair what can be repaired by itself
    bench   measure; what follows goes to the benchmarks
    types   make the TypeScript types of the protocol anew
"""

import os
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("Themeroom needs Python 3.11 or later. This is Python %d.%d." % sys.version_info[:2])

from tools import checks, frontend, programs, python_env, wire_types
from tools.node import Node
from tools.places import VENV, program


def set_up() -> Node:
    """Everything the other commands lean on; quick when it was done before."""
    python_env.prepare()
    node = python_env.node()
    frontend.install(node)
    return node


def run(arguments: list[str]) -> int:
    """Show the published study on this machine, until Ctrl-C."""
    frontend.build(set_up())
    port = os.environ.get("THEMEROOM_PORT", "8000")
    programs.become([program("themeroom"), "demo", "--host", "127.0.0.1", "--port", port, *arguments])


def test(arguments: list[str]) -> int:
    """Front-end tests, then pytest. pytest writes last, so that its closing line is the last one."""
    node = set_up()
    frontend.build(node)
    environment = {**node.environment(), **python_env.browser()}
    not_passed = frontend.script(node, "vitest/vitest.mjs", "run")
    # Two at a time, by file, in the order of tests/conftest.py: three made the browsers wait for each other.
    two = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
    command: list[str | Path] = [program("python"), "-m", "pytest", *two, *arguments]
    if not_passed:
        programs.run(command, env=environment)
        raise programs.Failed("the front-end tests did not pass, see above.")
    programs.become(command, environment)


def bench(arguments: list[str]) -> int:
    """Measure how many people and changes one room bears."""
    set_up()
    programs.become([program("python"), "-m", "benchmarks", *arguments])


def setup(_: list[str]) -> int:
    """Set up and say so."""
    frontend.build(set_up())
    programs.say(f"ready in {VENV.name}")
    return 0


def types(_: list[str]) -> int:
    """Make the TypeScript types anew."""
    wire_types.write(set_up())
    return 0


def check(_: list[str]) -> int:
    """Look at everything, change nothing."""
    return checks.check(set_up())


def fix(_: list[str]) -> int:
    """Repair what needs no thought."""
    return checks.fix(set_up())


COMMANDS = {"run": run, "test": test, "setup": setup, "check": check, "fix": fix, "bench": bench, "types": types}


def main(arguments: list[str]) -> int:
    """The exit code of the command named first."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if not command:
        print(__doc__)
        return 0 if arguments and arguments[0] in {"help", "-h", "--help"} else 2
    programs.leave_on_signals()
    try:
        return command(arguments[1:])
    except programs.Failed as failed:
        print(f"dev: {failed}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
