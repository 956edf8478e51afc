"""A store of 290 made-up kommuner and ten million facts, written straight into a generation file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from settings import ROOT

KOMMUNER = 290
NAMNDER = 12
VERKSAMHETER = 6
YEARS = (2018, 2024)
SCHEMA = (ROOT / "data" / "schema.sql").read_text("utf-8")

SUBMISSIONS = """
INSERT INTO submission BY NAME
SELECT id, kommun, report, title, kommun || '-' || report || '.xlsx' AS file, repeat('0', 64) AS sha256,
    'Mätning' AS publisher, moment AS received_at, moment AS published_at, 'delarsrapport' AS kind,
    facts, 0 AS control_totals, 0 AS not_read, 0 AS errors, 0 AS warnings
FROM (SELECT k.kommun, printf('%d-%02d', y.year, m.month) AS report,
        'b' || printf('%d%02d', y.year, m.month) || '-' || k.kommun AS id,
        printf('Uppföljning %d-%02d', y.year, m.month) AS title,
        make_timestamp(y.year, m.month, 28, 9, 0, 0) AS moment, $facts AS facts
    FROM k, y, m)
"""

FACTS = """
INSERT INTO fact BY NAME
SELECT 'b' || printf('%d%02d', y.year, m.month) || '-' || k.kommun AS submission,
    row_number() OVER (PARTITION BY k.kommun, y.year, m.month) AS nr, k.kommun,
    printf('%d-%02d', y.year, m.month) AS report, n.namnd, v.verksamhet, p.measure, p.scenario,
    CASE WHEN p.scenario = 'prognos' THEN printf('%d-%02d', y.year, m.month) ELSE '' END AS basis,
    y.year, CASE WHEN p.horizon = 'year' THEN 12 ELSE m.month END AS month,
    CASE WHEN p.scenario = 'utfall' AND m.month = 12 THEN 'year' ELSE p.horizon END AS horizon, 'own' AS role,
    p.sign * p.scale * (1000 + hash(k.kommun, n.namnd, v.verksamhet, p.measure, p.scenario, y.year, m.month)
        % 9000)::INTEGER * (CASE WHEN p.horizon = 'year' THEN 12 ELSE m.month END) AS value,
    p.unit, p.scale AS step, 'ok' AS status, '' AS kon, '' AS alder, '' AS anstallningsform,
    '' AS measured_through, '' AS definition, (value / p.scale)::VARCHAR AS printed, 'Ekonomi' AS sheet,
    'B' || nr AS cell, nr AS cell_row, 2 AS cell_col, p.measure AS row_text, p.scenario AS column_text,
    printed AS raw
FROM k, y, m, n, v, p
WHERE v.verksamhet = '' OR p.money
ORDER BY k.kommun, y.year, month, n.namnd, p.measure
"""

LABELS = """
INSERT INTO label
SELECT 'b' || printf('%d%02d', $last, 12) || '-' || k.kommun, row_number() OVER (), k.kommun, kind, code, name
FROM k, (SELECT 'namnd' AS kind, namnd AS code, 'Nämnd ' || namnd[2:] AS name FROM n
    UNION ALL SELECT 'verksamhet', verksamhet, 'Verksamhet ' || verksamhet[2:] FROM v WHERE verksamhet <> '')
"""

MONEY = (("intakter", 1), ("kostnader", -1), ("kommunbidrag", 1), ("personalkostnader", -1), ("resultat", 1))
SCENARIOS = (("utfall", "period"), ("budget", "period"), ("prognos", "year"), ("budget", "year"))
STAFF = (("arsarbetare", "arsarbetare"), ("sjuktimmar", "timmar"), ("ordinarie_timmar", "timmar"))


def build(folder: Path) -> int:
    """Make the store in `folder` unless it is there already; the number of facts."""
    mark = hashlib.sha256((SCHEMA + Path(__file__).read_text("utf-8")).encode()).hexdigest()
    made = folder / "made"
    if not made.exists() or made.read_text().split()[0] != mark:
        folder.mkdir(parents=True, exist_ok=True)
        made.write_text(f"{mark} {_generate(folder)}")
    return int(made.read_text().split()[1])


def _generate(folder: Path) -> int:
    path = folder / "store-1.duckdb"
    path.unlink(missing_ok=True)
    con = duckdb.connect(str(path), config={"temp_directory": str(folder / "spill"), "memory_limit": "4GB"})
    con.execute(SCHEMA)
    _dimensions(con)
    con.execute(FACTS)
    count = con.execute("SELECT count(*) FROM fact").fetchall()[0][0]
    con.execute(SUBMISSIONS, {"facts": count // (KOMMUNER * 21)})
    con.execute(LABELS, {"last": YEARS[1]})
    schema = hashlib.sha256(SCHEMA.encode()).hexdigest()
    con.execute("INSERT INTO generation VALUES (1, now()::TIMESTAMP, $1, $2)", [schema, count])
    con.close()
    (folder / "CURRENT").write_text("1\n")
    return int(count)


def _dimensions(con: duckdb.DuckDBPyConnection) -> None:
    series = {
        "k": f"SELECT printf('k%03d', i) AS kommun FROM range(1, {KOMMUNER + 1}) t(i)",
        "y": f"SELECT i AS year FROM range({YEARS[0]}, {YEARS[1] + 1}) t(i)",
        "m": "SELECT unnest([4, 8, 12]) AS month",
        "n": f"SELECT printf('n%02d', i) AS namnd FROM range(1, {NAMNDER + 1}) t(i)",
        "v": f"SELECT CASE WHEN i > 0 THEN printf('v%d', i) ELSE '' END AS verksamhet "
        f"FROM range({VERKSAMHETER + 1}) t(i)",
    }
    for name, query in series.items():
        con.execute(f"CREATE TEMP TABLE {name} AS {query}")
    con.execute(
        "CREATE TEMP TABLE p (measure VARCHAR, sign INTEGER, scenario VARCHAR, horizon VARCHAR, "
        "unit VARCHAR, scale DECIMAL(9, 1), money BOOLEAN)"
    )
    rows = [(name, sign, s, h, "kr", 1000, True) for name, sign in MONEY for s, h in SCENARIOS]
    rows += [(name, 1, "utfall", "period", unit, "0.1", False) for name, unit in STAFF]
    con.executemany("INSERT INTO p VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


if __name__ == "__main__":
    print(build(ROOT / "build" / "bench"))
