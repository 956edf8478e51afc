"""The desk where files are received: read, shown, published or abandoned. Knows neither HTML nor Dash."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import flask

from pages._preview_data import Windows
from pages._received import Received, Waiting
from pages._upload import PERIOD, Published, Rules, UploadService, kept, right_answer
from pages._upload_reading import PATIENCE_S, Going, Reading, Readings
from settings import Settings
from store.records import Finding, Report

_KEY = "utfall_upload"
TOO_BIG = "Filen {name} är större än {limit} MB, som är gränsen. Ta bort bilder och blad som inte behövs."
NO_FILE = "Ingen fil valdes. Välj en fil och försök igen."
GONE = (
    "Filen väntar inte längre. Den kan vara publicerad, avbruten eller äldre än ett dygn. Ladda upp den igen."
)
UNREADABLE = "Filen kunde inte läsas. Spara den igen som Excel-arbetsbok (.xlsx) och försök på nytt."
NO_NAME = "Skriv ditt namn innan du publicerar: det står sedan vid varje tal."
BAD_PERIOD = "Skriv perioden som år och månad, till exempel 2024-08."
BAD_ANSWER = "Svaret är inte ett av dem som frågan har. Välj bland dem och skicka igen."
NOT_KEPT = "Svaren gäller den här filen, men kunde inte sparas som läsregler. {why}"
NOTHING = "Filen har inga tal att publicera."


@dataclass(frozen=True, slots=True)
class Look:
    """A waiting file as it was read. `report` is None when it could not be read, or is still being read."""

    waiting: Waiting
    report: Report | None
    findings: tuple[Finding, ...]
    going: Going | None = None  # it is being read


class Desk:
    """One per app."""

    def __init__(self, settings: Settings, service: UploadService):
        self.settings, self.service = settings, service
        self.received = Received(settings.data_folder / "received")
        self.windows = Windows()
        self.readings = Readings(self.received.folder, service)

    @property
    def limit(self) -> int:
        """The largest file, in bytes."""
        return self.settings.upload_max_mb * 1_000_000

    def receive(self, name: str, content: bytes) -> str:
        """Read a file. An unreadable one is not kept: only its name and the message wait to be shown."""
        if not name:
            return self.received.put("", b"", NO_FILE)
        if len(content) > self.limit:
            return self.refuse_size(name)
        token = self.received.put(name, content)
        if waiting := self.received.get(token):
            self._read(waiting, lambda reading: self._received(token, reading))
        return token

    def _received(self, token: str, reading: Reading) -> None:
        if reading[0] is None:
            self.received.refuse(token, _why(reading[1]))

    def abandon(self, token: str) -> None:
        """Forget a waiting file, and end the reading of it."""
        self.received.drop(token)
        self.readings.cancel(token)

    def refuse_size(self, name: str) -> str:
        """A file that is too large to be taken in."""
        return self.received.put(name, b"", TOO_BIG.format(name=name, limit=self.settings.upload_max_mb))

    def look(self, token: str, patience: float = PATIENCE_S) -> Look | None:
        """The waiting file and what was read from it; None when it is gone. A reading that takes more than
        `patience` seconds goes on behind it.
        """
        waiting = self.received.get(token)
        if waiting is None:
            return None
        read = self._read(waiting, patience=patience) if waiting.content else (None, ())
        if isinstance(read, Going):
            return Look(waiting, None, (), read)
        report, findings = read
        if report is None and findings:
            waiting = replace(waiting, message=_why(findings))
        return Look(waiting, report, findings)

    def answer(
        self, token: str, answers: Mapping[str, str], who: str = "", *, remember: bool = False
    ) -> None:
        """Keep answers to questions; the next look reads the file with them. `remember`: as läsregler too."""
        look = self.look(token)
        asked = {f.key: f.choices for f in look.findings if f.key} if look else {}
        given = {key: text.strip() for key, text in answers.items() if text.strip()}
        right = {key: text for key, text in given.items() if right_answer(key, text, asked.get(key, ()))}
        self.received.answer(token, right)
        if len(right) < len(given):
            self.received.note(token, BAD_PERIOD if PERIOD in given.keys() - right.keys() else BAD_ANSWER)
        if remember and self.rules and look and look.report:
            self._remember_rules(look, right, who)

    def _remember_rules(self, look: Look, answers: Mapping[str, str], who: str) -> None:
        try:
            self.rules.remember(look.report, look.findings, {**look.waiting.answers, **answers}, who)
        except ValueError as broken:
            self.received.note(look.waiting.token, NOT_KEPT.format(why=broken))

    def unanswer(self, token: str, key: str) -> None:
        """Take back an answer, and the läsregel that it made."""
        look = self.look(token)
        if look is None:
            return
        self.received.forget(token, key)
        kommun = look.report.kommun if look.report else ""
        if self.rules and kommun and kept(key) and not self.rules.wrong(kommun):
            self.rules.undo(kommun, key, look.waiting.name)

    def sentence(self, look: Look) -> Callable[[str, str], str] | None:
        """Says an answer in words; None when the service knows no rules."""
        rules, kommun = self.rules, look.report.kommun if look.report else ""
        if rules is None:
            return None
        kept = {} if not kommun or rules.wrong(kommun) else {r.key: r for r in rules.rules(kommun)}
        return lambda key, answer: kept[key].says(answer) if key in kept else rules.sentence(key, answer)

    @property
    def rules(self) -> Rules | None:
        """The läsregler, when the service has any."""
        return getattr(self.service, "rules", None)

    def publish(self, token: str, publisher: str) -> Published | None:
        """Publish a waiting file; None when it could not be, and the reason then stands with the file."""
        if not publisher.strip():
            self.received.note(token, NO_NAME)
            return None
        shown = self.look(token)
        waiting = self.received.take(token)
        return self._publish(waiting, shown, publisher.strip()[:100]) if waiting else None

    def _publish(self, waiting: Waiting, shown: Look | None, publisher: str) -> Published | None:
        """What was shown is what is published: it is only read again when it was not read to its end."""
        try:
            report, findings = (shown.report, shown.findings) if shown else (None, ())
            if report is None or shown is None or shown.waiting.answers != waiting.answers:
                report, findings = self.service.read(waiting.name, waiting.content, waiting.answers)
            if report is None:
                raise ValueError(_why(findings))
            return self.service.publish(report, waiting.content, publisher)
        except ValueError as refused:
            self.received.put_back(waiting, str(refused))
        except Exception:
            self.received.put_back(waiting, UNREADABLE)
            raise
        return None

    def _read(
        self, waiting: Waiting, first: Callable[[Reading], None] | None = None, patience: float = PATIENCE_S
    ) -> Reading | Going:
        rules = self.rules.stamp() if self.rules else ()
        key = (waiting.token, tuple(sorted(waiting.answers.items())), rules)
        return self.readings.get(waiting, key, first, patience)


def _why(findings: tuple[Finding, ...]) -> str:
    return findings[0].message if findings else UNREADABLE


def install(server: flask.Flask, settings: Settings, service: UploadService) -> Desk:
    """Make the desk of this app; `current()` then finds it during a request."""
    server.extensions[_KEY] = desk = Desk(settings, service)
    return desk


def current() -> Desk | None:
    """The desk of the app that answers now; None when it was given no reader."""
    found: Desk | None = flask.current_app.extensions.get(_KEY) if flask.has_app_context() else None
    return found
