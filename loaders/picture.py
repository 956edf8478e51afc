"""The place of a number on a page of a PDF, as a picture: `page_picture`."""

from __future__ import annotations

import base64
import json

from loaders import _sandbox
from settings import Settings

_READER = "loaders._pdf_picture:read"


def page_picture(content: bytes, page: int, box: str, *, cut: bool, settings: Settings) -> bytes:
    """A PNG of a page (counted from 1) of the PDF `content` with `box` framed; `cut`: only what is around it.

    `box` is as in store.records.Fact. Made in a child process with the limits of an upload.
    Raises Unreadable.
    """
    edges = [float(x) for x in box.split()[:4]]
    head = json.dumps({"page": page, "box": edges, "cut": cut}).encode()
    limits = _sandbox.Limits(settings.upload_memory_mb, settings.upload_seconds)
    sheets = _sandbox.run(_READER, head + b"\n" + content, "filen", limits)
    return base64.b64decode(sheets[0][1][0][2])
