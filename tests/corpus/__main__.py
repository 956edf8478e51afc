"""python -m tests.corpus: read every file of the corpus and hold it against its right answers.

Prints, per file and in total: numbers in the file; read right; read wrong; asked; not read; seconds. Ends
with 1 when a number is read wrong, or when less than 95 % are read right without a question.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator

from tests.corpus import catalogue
from tests.corpus.judge import Verdict, judged
from tests.corpus.random_layouts import layout

LEAST = 0.95
SOME = 5
HEAD = f"{'file':44}{'numbers':>8}{'right':>7}{'share':>8}{'wrong':>7}{'asked':>7}{'not read':>9}{'s':>7}"


def main(arguments: list[str] | None = None) -> int:
    wanted = _options(arguments)
    if wanted.random:
        return _random(wanted.random, wanted.seed)
    shapes = [s for s in catalogue.committed() if not wanted.names or any(n in s.file for n in wanted.names)]
    verdicts = [judged(s) for s in shapes]
    if wanted.worst:
        verdicts.sort(key=lambda v: (-len(v.wrong), v.right - v.numbers))
    print(HEAD)
    for verdict in verdicts:
        print(_line(verdict))
        print(*_told(verdict, wanted.verbose), sep="", end="")
    total = _total(verdicts)
    print(_line(total))
    if wanted.floor:
        raise_floor(verdicts)
    return int(bool(total.wrong) or total.share < LEAST)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make corpus", description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", help="part of a file's name; all files without it")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="what was not read right")
    parser.add_argument("-w", "--worst", action="store_true", help="the worst file first")
    parser.add_argument("--floor", action="store_true", help="raise the least that the test accepts")
    parser.add_argument("--random", type=int, default=0, help="judge so many random layouts instead")
    parser.add_argument("--seed", type=int, default=0, help="of the first random layout")
    return parser.parse_args(arguments)


def _random(count: int, seed: int) -> int:
    """Judge random layouts, and print those that are read wrong."""
    verdicts = []
    for k in range(seed, seed + count):
        verdicts.append(judged(layout(k)))
        if verdicts[-1].wrong:
            print(_line(verdicts[-1]), *_told(verdicts[-1], 0), sep="\n", end="")
    total = _total(verdicts)
    print(HEAD, _line(total), sep="\n")
    return int(bool(total.wrong))


def floor() -> dict[str, int]:
    """How many numbers of each file are at least read right: what has been reached is never given up."""
    with catalogue.FLOOR.open(encoding="utf-8", newline="") as stream:
        return {row["file"]: int(row["right"]) for row in csv.DictReader(stream, delimiter=";")}


def raise_floor(verdicts: Iterable[Verdict]) -> None:
    """Write down what is read right now where it is more than before."""
    before = floor() if catalogue.FLOOR.exists() else {}
    known = {p.file for p in catalogue.plans()}
    now = {f: n for f, n in before.items() if f in known}
    now |= {v.file: max(v.right, before.get(v.file, 0)) for v in verdicts}
    lines = [f"{name};{now[name]}\n" for name in sorted(now)]
    catalogue.FLOOR.write_text("".join(["file;right\n", *lines]), "utf-8")


def _line(v: Verdict) -> str:
    counts = (
        f"{v.numbers:8}{v.right:7}{v.share:8.1%}{len(v.wrong):7}{v.asked:7}{v.not_read:9}{v.seconds:7.2f}"
    )
    return f"{v.file:44}{counts}"


def _told(verdict: Verdict, verbose: int) -> Iterator[str]:
    yield from (f"  FEL {w}\n" for w in verdict.wrong)
    if verdict.refused:
        yield f"  {verdict.refused}\n"
    shown = verdict.missed if verbose > 1 else verdict.missed[:SOME] if verbose else []
    yield from (f"  {m}\n" for m in shown)
    if verbose and len(shown) < len(verdict.missed):
        yield f"  ... och {len(verdict.missed) - len(shown)} till (-vv)\n"


def _total(verdicts: Iterable[Verdict]) -> Verdict:
    total = Verdict("total")
    for v in verdicts:
        total.numbers += v.numbers
        total.right += v.right
        total.asked += v.asked
        total.not_read += v.not_read
        total.seconds += v.seconds
        total.wrong += v.wrong
    return total


if __name__ == "__main__":
    sys.exit(main())
