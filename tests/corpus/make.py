"""python -m tests.corpus.make [name ...]: write the files of the corpus and their right answers anew."""

from __future__ import annotations

import sys

from tests.corpus.catalogue import ANSWERS, CATALOGUE, FILES, answers_text, catalogue_text, plans
from tests.corpus.same import same


def main(names: list[str]) -> None:
    for plan in plans():
        if not names or plan.file in names:
            made = plan.made()
            target = FILES / plan.file
            if not plan.foreign and not (target.exists() and same(target.read_bytes(), made.data)):
                target.write_bytes(made.data)
            (ANSWERS / f"{plan.file}.csv").write_text(answers_text(made.answers), "utf-8")
    CATALOGUE.write_text(catalogue_text(), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
