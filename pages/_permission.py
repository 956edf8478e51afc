"""Who may do what: the one function that page, callback, export and original ask. It refuses by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from settings import Settings

VIEW, EXPORT, ORIGINAL = "view", "export", "original"
UPLOAD, PUBLISH, WITHDRAW = "upload", "publish", "withdraw"
_READING = frozenset({VIEW, EXPORT, ORIGINAL})
_CHANGING = frozenset({UPLOAD, PUBLISH, WITHDRAW})
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_PROXY_HEADERS = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")

NOT_LOOPBACK = (
    "Uppladdningen är avstängd. Den fungerar bara när servern lyssnar på den egna datorn (127.0.0.1), "
    "eftersom programmet ännu inte har konton som säger vem som får publicera."
)
LOGIN_ONLY = "Sidan kräver inloggning, och konton finns ännu inte. Den visas bara på den egna datorn."
UNKNOWN = "Åtgärden är inte tillåten."
FOREIGN = "Begäran kom inte från den här sidan och har därför avvisats. Öppna sidan på nytt och försök igen."


@dataclass(frozen=True, slots=True)
class Permission:
    """True or false, and why (Swedish) when it is false."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def may(settings: Settings, action: str) -> Permission:
    """Whether this server allows `action`; an action that nobody has declared is refused."""
    if action in _CHANGING:
        return Permission(True) if settings.on_loopback else Permission(False, NOT_LOOPBACK)
    if action in _READING:
        readable = settings.access == "public" or settings.on_loopback
        return Permission(True) if readable else Permission(False, LOGIN_ONLY)
    return Permission(False, UNKNOWN)


def may_read(settings: Settings, headers: Mapping[str, str]) -> Permission:
    """As `may(settings, VIEW)`, for a request: behind a proxy the reader does not sit at this machine."""
    allowed = may(settings, VIEW)
    if allowed and settings.access != "public" and any(name in headers for name in _PROXY_HEADERS):
        return Permission(False, LOGIN_ONLY)
    return allowed


def may_change(settings: Settings, action: str, host: str, headers: Mapping[str, str]) -> Permission:
    """As `may`, for a request that changes something: it must come from this server's own pages.

    Another site's form has a foreign Origin; a rebound DNS name has a foreign Host; and behind a proxy,
    "listens on loopback" no longer means that the sender sits at this machine.
    """
    allowed = may(settings, action)
    if not allowed:
        return allowed
    if any(name in headers for name in _PROXY_HEADERS) or _hostname(host) not in _LOOPBACK_NAMES:
        return Permission(False, NOT_LOOPBACK)
    return Permission(True) if _same_origin(host, headers) else Permission(False, FOREIGN)


def may_report(settings: Settings, host: str, headers: Mapping[str, str]) -> Permission:
    """Whether a fault may be reported: by whoever may read, from this server's own form.

    A proxy may have given the request another Host; no other site's form can send the header that says so.
    """
    allowed = may_read(settings, headers)
    if not allowed:
        return allowed
    hosts = {host, headers.get("X-Forwarded-Host", host)}
    own = any(_same_origin(one, headers) for one in hosts)
    return Permission(True) if own else Permission(False, FOREIGN)


def _same_origin(host: str, headers: Mapping[str, str]) -> bool:
    origin = headers.get("Origin") or headers.get("Referer") or ""
    return urlsplit(origin).netloc == host and headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _hostname(host: str) -> str:
    return urlsplit(f"//{host}").hostname or ""
