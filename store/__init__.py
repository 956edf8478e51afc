"""What is kept: published facts, originals, submissions. SQL stands only in this room."""

from store.lock import StoreBusy
from store.publishing import publish, publish_many, rebuild, withdraw
from store.reader import Store
from store.submissions import StoreDamaged, Submission

__all__ = [
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "Submission",
    "publish",
    "publish_many",
    "rebuild",
    "withdraw",
]
