"""Every benchmark, or those that are named, one by one: `python -m tests.bench [NAME…] [--rounds 3]`.

Each is a process of its own. What they print, and how their figures stand to their floors and aims, goes
into tests/bench/RESULTS.md; what earlier runs left there of other benchmarks stays. Exit 1 when one ended
badly or a floor was missed.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from . import results
from .parts import PARTS, word

HERE = Path(__file__).parent
LIMIT_S = 3600  #: for one benchmark


def ran(name: str, rounds: int, short: bool) -> tuple[int, str]:
    """Exit code, and what it printed; shown meanwhile."""
    arguments = PARTS[name].arguments(rounds, short)
    print(f"── {name} {' '.join(arguments)}", flush=True)
    source = os.pathsep.join([str(HERE.parents[1] / "src"), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, str(HERE / f"{name}.py"), *arguments]
    try:
        ended = subprocess.run(
            command,
            env={**os.environ, "PYTHONPATH": source.rstrip(os.pathsep), "PYTHONUNBUFFERED": "1"},
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1, f"took longer than {LIMIT_S} s"
    told = results.scrubbed(ended.stdout)
    if ended.returncode:
        told = f"{told}\n{results.scrubbed(ended.stderr)[-500:]}".strip()
    print(told, flush=True)
    return ended.returncode, told


def main() -> int:
    """Run them, write the file, tell the table; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(PARTS)}; all by default")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--short", action="store_true", help="small sizes: does it run? Only --to is written")
    parser.add_argument("--to", type=Path, metavar="FILE", help="instead of RESULTS.md")
    options = parser.parse_args()
    if unknown := set(options.names) - PARTS.keys():
        parser.error(f"no benchmark {sorted(unknown)[0]!r}; there are {', '.join(PARTS)}")
    file = options.to or (None if options.short else HERE / "RESULTS.md")
    text = file.read_text("utf-8") if file and file.exists() else "# Measured\n"
    bad, there = False, results.read(text)
    for name in options.names or PARTS:
        code, printed = ran(name, options.rounds, options.short)
        bad |= code != 0
        there[name] = results.how(options.rounds, options.short, code), printed
        if file:  # after each: a run that is ended keeps what it has
            file.write_text(results.written(text, there), "utf-8")
    print("\n".join(results.table(there)))
    return int(bad or any(word(*each) == "**missed**" for each in results.values(there)))


if __name__ == "__main__":
    sys.exit(main())
