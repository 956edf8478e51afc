"""What the whole document is about: kommun, nämnd, report period and kind, from its first lines, names and
words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from loaders import _match
from loaders._unreadable import Wrong
from loaders._words import tokens, words
from store import codes
from swedish import MONTHS, fold

HEAD = 14
_MONTHS = {m: i for i, m in enumerate(MONTHS, 1)} | {m[:3]: i for i, m in enumerate(MONTHS, 1)}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TERTIAL = r"(?:tertial(?:rapport|bokslut|uppfoljning)?|t)"
_QUARTER = r"(?:kvartal(?:srapport|sbokslut|suppfoljning)?|kv|q)"
_PERIODS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int]]], ...] = (
    (re.compile(rf"\b(?:{_NAMES}) ({_NAMES}) ((?:19|20)\d\d)\b"), lambda m: (int(m[2]), _MONTHS[m[1]])),
    (re.compile(rf"\b({_NAMES}) ((?:19|20)\d\d)\b"), lambda m: (int(m[2]), _MONTHS[m[1]])),
    (re.compile(r"\b((?:19|20)\d\d) (0[1-9]|1[0-2])(?: \d\d)?\b"), lambda m: (int(m[1]), int(m[2]))),
    (re.compile(rf"\b{_TERTIAL} ?([123]) ((?:19|20)\d\d)\b"), lambda m: (int(m[2]), 4 * int(m[1]))),
    (re.compile(rf"\b((?:19|20)\d\d) {_TERTIAL} ?([123])\b"), lambda m: (int(m[1]), 4 * int(m[2]))),
    (re.compile(rf"\b{_QUARTER} ?([1-4]) ((?:19|20)\d\d)\b"), lambda m: (int(m[2]), 3 * int(m[1]))),
    (re.compile(rf"\b((?:19|20)\d\d) {_QUARTER} ?([1-4])\b"), lambda m: (int(m[1]), 3 * int(m[2]))),
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)(?::\d+)?\b")
_THROUGH = re.compile(rf"ack\w* per ({_NAMES}) for ([^.\n]+)|([^.\n:]{{1,300}}): ack\w* per ({_NAMES})")


@dataclass(frozen=True, slots=True)
class Document:
    """`month` is 0 for a budget; `through` says which measures are counted through another month than the
    report's.
    """

    kommun: str = ""
    namnd: str = ""
    unknown_namnd: str = ""  # a nämnd that the heading names and the code list does not have
    year: int = 0
    month: int = 0
    kind: str = ""
    title: str = ""
    unit: tuple[str, str] = ("", "")
    by_sheet: bool = False  # one sheet a month: a bare Utfall may be the month alone, or accumulated
    whole: bool = False  # the table is about the kommun as a whole
    doubtful: bool = False  # the title of the table names another year than the document
    through: dict[str, int] = field(default_factory=dict)

    @property
    def report(self) -> str:
        return f"{self.year:04}-{self.month:02}" if self.year else ""

    @property
    def closed(self) -> bool:
        """The report is about a whole year: årsredovisning or budget."""
        return self.kind in ("arsredovisning", "budget", "beslut", "plan") or self.month == 12


def read_document(lines: Sequence[str], names: Sequence[str]) -> Document:
    """`lines`: the texts of the file in order; `names`: sheet names and the file name, which weigh less."""
    head = [line for line in lines if line.strip()][:HEAD]
    folded = [" ".join(tokens(line)) for line in (*head, *names)]
    year, month, kind, title = _period(folded, [*head, *names])
    kommun = _kommun(head, lines, names)
    found, unknown = _namnd(kommun, [*head, *names])
    decision = _decision(lines, kind)
    if decision:
        year, month, kind = decision[0] or year, decision[1] or month, "beslut"
    return Document(kommun, found, unknown, year, month, kind, title, through=_through(lines))


def overridden(document: Document, kommun: str | None, namnd: str | None, period: str | None) -> Document:
    """What the caller says goes before what the file says. Raises ValueError for an unknown kommun or
    period.
    """
    if kommun:
        match = _match.kommun(kommun)
        document = replace(document, kommun=match.code if match else kommun)
    if namnd:
        match = _match.namnd(document.kommun, namnd)
        document = replace(document, namnd=match.code if match else namnd, unknown_namnd="")
    if period:
        if not re.fullmatch(r"\d{4}-(0\d|1[0-2])", period):
            raise Wrong(f"Perioden {period!r} ska skrivas ÅÅÅÅ-MM, till exempel 2024-08.")
        document = replace(document, year=int(period[:4]), month=int(period[5:]))
    return replace(document, kind=document.kind or "delarsrapport")


def _period(folded: Sequence[str], texts: Sequence[str]) -> tuple[int, int, str, str]:
    """(year, month, kind, the line that said so). A line with both a kind word and a date goes first."""
    best: tuple[int, int, str, str] = (0, 0, "", "")
    for line, text in zip(folded, texts, strict=True):
        kind, date = _kind(line), _date(line)
        if kind and date:
            return (*date, kind, text.strip())
        if kind in ("arsredovisning", "budget") and (match := _YEAR.search(line)):
            return int(match[1]), 12 if kind == "arsredovisning" else 0, kind, text.strip()
        best = best if best[0] or not date else (*date, best[2], best[3] or text.strip())
        best = best if best[2] or not kind else (best[0], best[1], kind, best[3])
    return best


def _kind(line: str) -> str:
    padded = f" {line} "
    return next((k for w, k in words()["document"].items() if f" {w} " in padded), "")


def _date(line: str) -> tuple[int, int] | None:
    for pattern, read in _PERIODS:
        if match := pattern.search(line):
            return read(match)
    return None


def _kommun(head: Sequence[str], lines: Sequence[str], names: Sequence[str]) -> str:
    """Named in the first lines, else the one that the text names most."""
    for text in (head, names, lines):
        count = Counter(code for line in text for code in kommuner_in(line))
        ranked = count.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            return ranked[0][0]
    return ""


def kommuner_in(line: str) -> Iterable[str]:
    if not any(c.isalpha() for c in line):
        return
    padded = f" {' '.join(tokens(line))} "
    for code, names in _kommun_names():
        if any(name in padded for name in names):
            yield code


@cache
def _kommun_names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(code, its names and their genitives, as they stand among the words of a line)."""
    found = ((k.code, [_match.key(a) for a in (k.name, *k.aliases)]) for k in codes.kommuner())
    return tuple((code, tuple(f" {n}{s} " for n in dict.fromkeys(names) for s in ("", "s")))
                 for code, names in found)  # fmt: skip


def _namnd(kommun: str, lines: Sequence[str]) -> tuple[str, str]:
    """(code, '') of the first nämnd that a heading line names, or ('', the name) when the code list does not
    have it.
    """
    for said in (_whole_line, named_namnd):
        if found := next((f for line in lines if any(f := said(kommun, line))), None):
            return found
    return "", ""


def named_namnd(kommun: str, line: str) -> tuple[str, str]:
    """(code, name that the code list does not have) of the nämnd that a heading names; ('', '') for none."""
    found = _whole_line(kommun, line)
    short = len(line.split()) <= 8 and not line.rstrip().endswith(".")
    return found if any(found) or not short else _inside(kommun, line)


def _whole_line(kommun: str, line: str) -> tuple[str, str]:
    for part in re.split(r"[,:;|()]| - | – ", line):
        match = _match.namnd(kommun, part)
        if match and (len(part.strip()) > 4 or (match.likeness == 1 and part.strip().isupper())):
            return match.code, ""
        if _match.is_total(part) or _match.key(part) in words()["title"]["whole"]:
            return "", part.strip()
    named = re.match(r"^\s*(?:Nämnd:\s*)?((?:[A-ZÅÄÖ][\wåäöÅÄÖ\- ]{2,40}|X)nämnd(?:en)?)\s*$", line)
    return "", named[1] if named else ""


_COMMITTEE = re.compile(r"^[a-z]{2,}(?:namnd|namnden|styrelse|styrelsen)$")
_RECEIVER = ("till", "fran", "av", "mot")


def _inside(kommun: str, line: str) -> tuple[str, str]:
    """`Driftredovisning socialnämnden 2024`; part of another name (`Barn- och socialnämnden`) is not the
    nämnd.
    """
    tokens_ = [_plain_namnd(t) for t in tokens(line)]
    known = sorted((a for a in _match.namnd_names(kommun) if len(a) > 7), key=lambda a: -len(a))
    for alias in known:
        size = len(alias.split())
        at = next((i for i in range(len(tokens_)) if " ".join(tokens_[i : i + size]) == alias), None)
        if at is not None:
            before = tokens_[at - 1] if at else ""
            if before in ("och", "samt"):
                break
            return ("", "") if before in _RECEIVER else (_match.namnd_names(kommun)[alias], "")
    other = next((i for i, t in enumerate(tokens_) if _COMMITTEE.match(t)), None)
    if other is None or (other and tokens_[other - 1] in _RECEIVER):
        return "", ""
    return "", line.strip()


def _plain_namnd(token: str) -> str:
    """Without the genitive: `socialnamndens` -> `socialnamnden`."""
    return token[:-1] if re.search(r"(?:namnd|namnden|styrelse|styrelsen)s$", token) else token


def _decision(lines: Sequence[str], kind: str) -> tuple[int, int] | None:
    """A council decision: a paragraph heading (§ 24, 0562/21) with 'Beslut'; dated by its own text."""
    text = "\n".join(lines)
    if kind in ("delarsrapport", "arsredovisning") or not re.search(r"^#*\s*Beslut\s*$", text, re.M):
        return None
    date = re.search(r"\b(20\d\d)-(\d\d)-\d\d\b", text)
    year = re.search(r"\bför (?:år )?(20\d\d)\b", text)
    return (int(date[1]), int(date[2])) if date else (int(year[1]), 0) if year else (0, 0)


def _through(lines: Sequence[str]) -> dict[str, int]:
    """Measures that a note says are counted through another month: {'sjukfranvaro': 7}."""
    through: dict[str, int] = {}
    for line in (line for line in lines if "ack" in line.lower()):
        for match in _THROUGH.finditer(
            " ".join(re.findall(r"[a-z0-9]+|[.,:]", fold(line))).replace(" ,", ",")
        ):
            month, what = _MONTHS[match[1] or match[4]], match[2] or match[3]
            through |= dict.fromkeys(_staff_in(what), month)
    return through


def _staff_in(text: str) -> Iterable[str]:
    for code, stem in (
        ("sjukfranvaro", "sjukfranvaro"),
        ("avgangar", "avgang"),
        ("rekryteringar", "rekrytering"),
    ):
        if stem in text:
            yield code
