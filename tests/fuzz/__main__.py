"""`make fuzz`: damages good files of every format for two minutes (ARGS="--seconds 3600 --seed 7").

What goes wrong is saved in tests/fuzz/found, where test_fuzz.py tries it for ever after.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections import Counter
from pathlib import Path, PurePath
from random import Random

from tests.fuzz.check import wrong
from tests.fuzz.mutate import damaged
from tests.fuzz.seeds import seeds

FOUND = Path(__file__).parent / "found"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=None, help="annars ett nytt varje gång")
    parser.add_argument("--only", default="", help="bara filer vars namn slutar så, till exempel .pdf")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else int(time.time())
    print(f"Frö {seed}, {options.seconds:.0f} sekunder", flush=True)
    return run(Random(seed), options.seconds, options.only)


def run(random: Random, seconds: float, only: str) -> int:
    """How many files were met wrongly; each is saved."""
    files = [s for s in seeds() if s[0].endswith(only)]
    tried: Counter[str] = Counter()
    told: dict[str, str] = {}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        name, data = random.choice(files)
        suffix = PurePath(name).suffix
        content = damaged(random, data)
        tried[suffix] += 1
        problem = wrong(f"fil{suffix}", content)
        kind = problem[-120:]
        if problem and kind not in told:
            told[kind] = problem
            print(f"\n{save(suffix, content)}\n{problem}", flush=True)
    print("Provade: " + ", ".join(f"{n} {s}" for s, n in sorted(tried.items())), f"· fel: {len(told)}")
    return len(told)


def save(suffix: str, content: bytes) -> Path:
    path = FOUND / f"{hashlib.sha256(content).hexdigest()[:12]}{suffix}"
    path.write_bytes(content)
    return path


if __name__ == "__main__":
    raise SystemExit(1 if main() else 0)
