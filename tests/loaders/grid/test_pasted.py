"""The pasted shapes reach the grid whole: every answer's number stands in some cell, as number or text."""

from collections import Counter
from decimal import Decimal, InvalidOperation

import pytest

from loaders.grid import Grid, read_grid
from settings import Settings
from tests.fixtures.pasted import SHAPES, Pasted


def _plain(text: str) -> Decimal | None:
    try:
        return Decimal(text.translate({0x2212: "-", 0xA0: None, 32: None, 44: "."}))
    except InvalidOperation:
        return None


def _numbers(grid: Grid) -> Counter[Decimal]:
    cells = (c for s in grid.sheets for c in s.cells.values())
    found = (c.number if c.number is not None else _plain(c.text) for c in cells)
    return Counter(n.normalize() for n in found if n is not None)


def _missing(shape: Pasted, grid: Grid) -> Counter[Decimal]:
    return Counter(a.printed.normalize() for a in shape.answers) - _numbers(grid)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.file)
def test_every_number_of_a_pasted_table_is_in_its_grid(shape: Pasted) -> None:
    grid = read_grid(shape.build(), shape.file, settings=Settings())
    if shape.file == "resultat-mellanslag.txt":
        text = " ".join(c.text for c in grid.sheets[0].cells.values()).replace(",", ".")
        assert all(str(a.printed) in text for a in shape.answers)
    else:
        assert not _missing(shape, grid)
    assert grid.findings == ()
