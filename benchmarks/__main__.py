"""`python3 dev.py bench [--full] [--json FILE] [--people N ...]`: everything, measured and printed."""

import argparse
import json
import os
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console

from benchmarks import tables
from benchmarks.processes import LOAD_CORE, pin
from benchmarks.rounds import FULL, QUICK, measure


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="bench", description="How many people and changes one room bears.")
    parser.add_argument("--full", action="store_true", help="longer steps, about 25 minutes")
    parser.add_argument("--rounds", type=int, metavar="N", help="so many rounds instead of five")
    parser.add_argument("--people", type=int, nargs="+", default=[10, 50, 200], help="people in the room")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures of all rounds there too")
    chosen = parser.parse_args()
    pin(os.getpid(), LOAD_CORE)
    console = Console()
    plan = FULL if chosen.full else QUICK
    results = measure(replace(plan, rounds=chosen.rounds or plan.rounds), chosen.people, console)
    tables.show(results, console)
    if chosen.json is not None:
        chosen.json.write_text(json.dumps(asdict(results), indent=2) + "\n")


if __name__ == "__main__":
    main()
