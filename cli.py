"""The command `utfall`: serve, read, load, rebuild, template, demo, sample, withdraw."""

from __future__ import annotations

import argparse
import getpass
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import cli_anmalningar
import cli_kolada
import cli_regler
import cli_underlag
from exports.progress_text import steps
from exports.report_json import report_json, unreadable_json
from exports.report_text import report_text
from settings import Settings, load
from store import codes
from store.records import Finding, Report
from swedish import fold

if TYPE_CHECKING:
    from intake import Intake
    from store import Submission

OK, WRONG, UNREADABLE = 0, 1, 2
BAR = 24
Reading = tuple[Report | None, tuple[Finding, ...]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code (docs/read-json.md, README)."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(load(), options)
        return code
    except (ValueError, OSError) as error:
        print(f"utfall: {error}", file=sys.stderr)
        return UNREADABLE
    except KeyboardInterrupt:
        print("utfall: avbrutet", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(
        prog="utfall", description="Läser, prövar och visar kommuners budgetuppföljning."
    )
    commands = top.add_subparsers(required=True, metavar="KOMMANDO")
    _reading_commands(commands)
    _store_commands(commands)
    _writing_commands(commands)
    cli_kolada.add(commands)
    cli_regler.add(commands, _kommun)
    cli_underlag.add(commands, _kommun)
    cli_anmalningar.add(commands)
    return top


def _reading_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    read = commands.add_parser("read", help="läs och pröva filer utan att spara något")
    read.add_argument("--json", action="store_true", help="ett JSON-objekt per fil (docs/read-json.md)")
    read.add_argument("--allt", action="store_true", help="visa också det som stämmer")
    read.add_argument(
        "--annotate",
        type=Path,
        metavar="UT.xlsx",
        help="skriv filen med fynden i cellerna och på ett första blad",
    )
    read.set_defaults(run=_read)
    loading = commands.add_parser("load", help="läs, pröva och publicera filer")
    loading.add_argument("--trots-fel", action="store_true", help="publicera också filer med fel")
    _by(loading)
    loading.set_defaults(run=_load)
    for command in (read, loading):
        command.add_argument("files", nargs="+", type=Path, metavar="FIL")
        command.add_argument(
            "--kommun", type=_kommun, help="vilken kommun filerna gäller, om de inte säger det"
        )
        command.add_argument("--namnd", help="vilken nämnd filerna gäller, om de inte säger det")
        command.add_argument("--period", type=_period, help="perioden, ÅÅÅÅ-MM (ÅÅÅÅ-00 för en budget)")


def _store_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    commands.add_parser("serve", help="visa i webbläsaren").set_defaults(run=_serve)
    commands.add_parser("rebuild", help="bygg om databasen ur det publicerade").set_defaults(run=_rebuild)
    sample = commands.add_parser("sample", help="publicera exempeldata")
    sample.add_argument("--om-tomt", action="store_true", help="bara om inget är publicerat")
    sample.set_defaults(run=_sample)
    withdraw = commands.add_parser("withdraw", help="dra tillbaka en publicering")
    withdraw.add_argument("submission", metavar="PUBLICERING")
    withdraw.add_argument("--varfor", default="", help="skälet, som sparas")
    _by(withdraw)
    withdraw.set_defaults(run=_withdraw)


def _writing_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    template = commands.add_parser("template", help="skriv en arbetsbok att fylla i")
    template.add_argument("--kommun", type=_kommun, help="annars inställningens kommun")
    template.add_argument("--namnd", help="nämnden, med -o")
    template.add_argument("--period", type=_period, required=True, help="ÅÅÅÅ-MM")
    template.add_argument("-o", "--out", type=Path, metavar="FIL.xlsx")
    template.add_argument("--zip", type=Path, metavar="UT.zip", help="en tom arbetsbok för varje nämnd")
    template.set_defaults(run=_template)
    demo = commands.add_parser("demo", help="skriv Exempelstads arbetsböcker (påhittade siffror)")
    demo.add_argument("-o", "--out", type=Path, required=True, metavar="MAPP")
    demo.set_defaults(run=_demo)


def _by(command: argparse.ArgumentParser) -> None:
    command.add_argument("--som", default=None, metavar="NAMN", help="vem som publicerar (visas vid talen)")


def _kommun(text: str) -> str:
    """A kommun's code, from its code or name."""
    for kommun in codes.kommuner():
        if fold(text) in {kommun.code, fold(kommun.name), *map(fold, kommun.aliases)}:
            return kommun.code
    known = ", ".join(k.code for k in codes.kommuner())
    raise argparse.ArgumentTypeError(f"okänd kommun {text}; kända: {known}")


def _period(text: str) -> str:
    if re.fullmatch(r"(19|20)\d\d-(0\d|1[0-2])", text):
        return text
    raise argparse.ArgumentTypeError(f"perioden {text} ska skrivas ÅÅÅÅ-MM, till exempel 2024-08")


def _read(settings: Settings, options: argparse.Namespace) -> int:
    if options.annotate and (len(options.files) > 1 or options.annotate.exists()):
        raise ValueError("--annotate tar en fil i taget, och skriver aldrig över en fil som finns.")
    worst = OK
    for path in options.files:
        report, findings = _reading(settings, options, path)
        print(_shown(options, path, report, findings), flush=True)
        if options.annotate and report is not None:
            _annotate(settings, options, path, report)
        worst = max(worst, _code(report, findings))
    return worst


def _annotate(settings: Settings, options: argparse.Namespace, path: Path, report: Report) -> None:
    macros = options.annotate.suffix.lower() == ".xlsm"
    options.annotate.write_bytes(_intake(settings).annotate(report, path.read_bytes(), macros=macros))
    print(f"{options.annotate} är skriven", file=sys.stderr)


def _reading(settings: Settings, options: argparse.Namespace, path: Path) -> Reading:
    told = {name: getattr(options, name) for name in ("kommun", "namnd", "period")}
    with steps(path.name) as progress:
        return _intake(settings).read_path(path, **told, progress=progress)


def _intake(settings: Settings) -> Intake:
    from intake import Intake
    from store import Store

    return Intake(settings, Store(settings.data_folder))


def _shown(
    options: argparse.Namespace, path: Path, report: Report | None, findings: Sequence[Finding]
) -> str:
    if options.json:
        return json.dumps(_as_json(path, report, findings), ensure_ascii=False)
    if report is None:
        return "\n".join([path.name, *(f"  {f.message}" for f in findings)])
    return report_text(report, findings, options.allt)


def _as_json(path: Path, report: Report | None, findings: Sequence[Finding]) -> dict[str, object]:
    if report is not None:
        return report_json(report, findings)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    return unreadable_json(path.name, sha256, findings)


def _code(report: Report | None, findings: Sequence[Finding]) -> int:
    if report is None:
        return UNREADABLE
    return WRONG if any(f.severity == "error" for f in findings) else OK


def _load(settings: Settings, options: argparse.Namespace) -> int:
    return max(_load_one(settings, options, path) for path in options.files)


def _load_one(settings: Settings, options: argparse.Namespace, path: Path) -> int:
    report, findings = _reading(settings, options, path)
    if report is None or (_code(report, findings) and not options.trots_fel):
        options.json = options.allt = False
        print(_shown(options, path, report, findings))
        print("  Inte publicerad." + ("" if report is None else " Rätta felen, eller ange --trots-fel."))
        return _code(report, findings)
    made = _intake(settings).publish(report, path.read_bytes(), options.som or _user())
    print(_published(path, made, findings))
    return OK


def _published(path: Path, made: Submission, findings: Sequence[Finding]) -> str:
    if made.existing:
        return f"{path.name}: redan publicerad som {made.id}"
    replaced = f", ersätter {', '.join(made.superseded)}" if made.superseded else ""
    asked = [f"  Fråga, dess tal är inte med: {f.message}" for f in findings if f.code.startswith("fraga")]
    return "\n".join([f"{path.name}: publicerad som {made.id}{replaced}", *asked])


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "kommandoraden"


def _serve(settings: Settings, _options: argparse.Namespace) -> int:
    from serve import serve

    serve(settings)
    return OK


def _rebuild(settings: Settings, _options: argparse.Namespace) -> int:
    from store import rebuild

    print(f"Databasen är ombyggd: generation {rebuild(settings.data_folder)}")
    return OK


def _withdraw(settings: Settings, options: argparse.Namespace) -> int:
    _intake(settings).withdraw(options.submission, options.som or _user(), options.varfor)
    print(f"{options.submission} är tillbakadragen")
    return OK


def _sample(settings: Settings, options: argparse.Namespace) -> int:
    from sample import build

    count = build(settings, only_if_empty=options.om_tomt, progress=_bar)
    if count:
        print(f"\rExempeldata: {count} rapporter är publicerade{'':<50}")
    return OK


def _bar(done: int, total: int, text: str) -> None:
    """A progress bar on one line; when the output is no terminal, only its beginning and end are told."""
    filled = BAR * done // max(total, 1)
    if sys.stdout.isatty():
        print(f"\r[{'█' * filled}{'·' * (BAR - filled)}] {text[:50]:<50}", end="", flush=True)
    elif done in (0, total):
        print(text, flush=True)


def _template(settings: Settings, options: argparse.Namespace) -> int:
    from exports.template import template
    from exports.template_zip import template_zip
    from store import Store

    kommun, store = options.kommun or settings.kommun, Store(settings.data_folder)
    if options.zip and not options.namnd and not options.out:
        options.zip.write_bytes(b"".join(template_zip(store, kommun, options.period)))
    elif options.namnd and options.out and not options.zip:
        options.out.write_bytes(template(store, kommun, options.namnd, options.period))
    else:
        raise ValueError("Ange --namnd och -o FIL.xlsx för en nämnd, eller --zip UT.zip för alla.")
    print(f"{options.zip or options.out} är skriven")
    return OK


def _demo(_settings: Settings, options: argparse.Namespace) -> int:
    from exports.demo import workbooks

    options.out.mkdir(parents=True, exist_ok=True)
    files = workbooks()
    for name, content in files:
        (options.out / name).write_bytes(content)
    print(f"{len(files)} filer i {options.out}")
    return OK


if __name__ == "__main__":
    sys.exit(main())
