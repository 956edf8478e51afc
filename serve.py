"""The production server: gunicorn with a few workers, each a reader of the same published store."""

from __future__ import annotations

import gc
import socket
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from settings import Settings

WORKERS = 2
THREADS = 4


class Server(BaseApplication):
    """gunicorn, configured by the municipality's settings instead of by a file of its own."""

    def __init__(self, settings: Settings, workers: int = WORKERS):
        self.settings, self.workers, self.warmer = settings, workers, None
        super().__init__()

    def load_config(self) -> None:
        for key, value in options(self.settings, self.workers).items():
            self.cfg.set(key, value)
        self.cfg.set("worker_exit", lambda _server, _worker: self.leave())

    def load(self) -> Any:
        """Made in each worker after the fork: a database connection is not shared between processes.

        The most asked pages are made ready at once, and again when something is published.
        """
        from app import warmer, wsgi

        site = wsgi(self.settings)
        _spare_the_collector()
        self.warmer = warmer(site)
        self.warmer.start()
        return site

    def leave(self) -> None:
        """At a worker's end: else the database complains, a screenful, of what is still held."""
        if self.warmer:
            self.warmer.stop()
        gc.unfreeze()


def _spare_the_collector() -> None:
    """What was made at the start lives as long as the worker: it is not searched again at each collection.

    A page makes a hundred thousand small objects, and a search of everything costs as much as a question.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def options(settings: Settings, workers: int = WORKERS) -> dict[str, Any]:
    """What gunicorn is told."""
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": "gthread",
        "timeout": settings.upload_seconds + 60,
        "loglevel": "warning",
        "when_ready": lambda _server: print(address(settings), flush=True),
    }


def address(settings: Settings) -> str:
    """What to open in the browser."""
    return f"{settings.name} visas på http://{settings.host}:{settings.port} (avsluta med Ctrl+C)"


def serve(settings: Settings) -> None:
    """Serve until stopped. Raises ValueError, in Swedish, when the address is taken."""
    from app import remarks

    _free(settings)
    if said := remarks(settings):
        print(said, file=sys.stderr, flush=True)
    Server(settings).run()


def _free(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as error:
            raise ValueError(
                f"Det går inte att lyssna på {settings.host}:{settings.port} ({error.strerror}). "
                f"Är Utfall redan i gång? Annars välj en annan port: UTFALL_PORT={settings.port + 1} make run"
            ) from error
