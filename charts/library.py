"""plotly.js as the plotly package ships it: the program's one copy of the chart library."""

from __future__ import annotations

from pathlib import Path

import plotly

VERSION: str = plotly.__version__


def script() -> bytes:
    """The minified library."""
    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()
