"""The published tables, read as they are published, give the right answers: no number wrong, none lost."""

from __future__ import annotations
