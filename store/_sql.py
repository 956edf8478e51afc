"""The store's SQL: what builds a generation and what the reader asks. Values go in as parameters only."""

from __future__ import annotations

PARTS = {
    "finding": "findings", "not_read": "not_read", "uppdrag": "uppdrag", "indikator": "indikatorer",
    "comment": "comments", "label": "labels",
}  # fmt: skip
"""Table -> the part of report.json that fills it."""

ADD_FACTS = """
INSERT INTO {table} BY NAME
SELECT * FROM read_parquet(?, union_by_name = true)
ORDER BY kommun, year, month, namnd, measure, submission, nr
"""
SUPERSEDE = """
UPDATE submission SET superseded_at = e.moment, superseded_by = e.newer
FROM (SELECT id, min(moment) AS moment, arg_min(newer, (moment, newer)) AS newer FROM ends GROUP BY id) e
WHERE submission.id = e.id AND (submission.superseded_at IS NULL OR submission.superseded_at > e.moment)
"""
WITHDRAW = """
UPDATE submission
SET withdrawn_at = e.withdrawn_at, withdrawn_by = e.withdrawn_by, withdrawn_why = e.withdrawn_why
FROM ends e WHERE submission.id = e.submission
"""
RESTORE = """
UPDATE submission SET superseded_at = NULL, superseded_by = NULL
FROM restored e WHERE submission.id = e.older AND submission.superseded_by = e.newer
"""
SIGN_NEW = "INSERT INTO generation SELECT ?, ?, ?, (SELECT count(*) FROM fact)"
SIGN_KEPT = "UPDATE generation SET number = ?, built_at = ?, schema_hash = ?"
STATE = "SELECT schema_hash, sorted_rows, (SELECT count(*) FROM fact) AS facts FROM generation"
WITHDRAWN = "SELECT count(*) AS n FROM submission WHERE withdrawn_at IS NOT NULL"
KNOWN = "SELECT id FROM submission"
SUBMISSIONS_OF = "SELECT * FROM submission WHERE kommun = ? AND report = ? ORDER BY published_at, id"
SUPERSEDED_BY = "SELECT id, withdrawn_at FROM submission WHERE superseded_by = ? ORDER BY id"
SUBMISSION = "SELECT * FROM submission WHERE id = ?"

LIVE = "(s.superseded_at IS NULL AND s.withdrawn_at IS NULL)"
KNOWN_AT = """(s.published_at <= $as_of AND (s.superseded_at IS NULL OR s.superseded_at > $as_of)
AND (s.withdrawn_at IS NULL OR s.withdrawn_at > $as_of))"""
"""Which submissions counted at the time $as_of."""

OF_THE_KOMMUN = "s.kind <> 'kolada'"
"""The kommun's own reports; figures from Kolada are no report of its, and stand beside them."""

KOMMUNER = f"SELECT DISTINCT kommun AS code FROM submission s WHERE {LIVE} AND {OF_THE_KOMMUN}"
# What the report is: the årsredovisning where there is one, however late an attachment to it came; and never
# the ledger or the list of hours beside a report of the same period.
_TOLD = "kind = 'arsredovisning', kind NOT IN ('huvudbok', 'timmar')"
REPORTS = f"""
SELECT report, arg_max(kind, ({_TOLD}, published_at, id)) AS kind,
       arg_max(title, ({_TOLD}, published_at, id)) AS title, list(id ORDER BY published_at, id) AS submissions
FROM submission s WHERE kommun = $kommun AND {KNOWN_AT} AND {OF_THE_KOMMUN}
GROUP BY report ORDER BY report DESC
"""
_LIVE_FACTS = f"fact f JOIN submission s ON s.id = f.submission AND {LIVE}"
NAMNDER = f"""
SELECT DISTINCT f.namnd AS code FROM {_LIVE_FACTS}
WHERE f.kommun = $kommun AND f.namnd <> '' AND ($report IS NULL OR f.report = $report)
"""
TOLD_OF = f"SELECT DISTINCT f.report, f.namnd FROM {_LIVE_FACTS} WHERE f.kommun = $kommun AND f.namnd <> ''"
VERKSAMHETER = f"""
SELECT DISTINCT f.verksamhet AS code FROM {_LIVE_FACTS}
WHERE f.kommun = $kommun AND f.namnd = $namnd AND f.verksamhet <> ''
"""
MEASURES = f"""
SELECT f.measure AS code, arg_max(f.unit, (f.report, f.nr)) AS unit, min(f.nr) AS first FROM {_LIVE_FACTS}
WHERE f.kommun = $kommun AND f.namnd = $namnd GROUP BY f.measure ORDER BY first, code
"""
YEARS = f"""
SELECT DISTINCT f.year AS year FROM {_LIVE_FACTS} WHERE f.kommun = $kommun AND f.role = 'own' ORDER BY year
"""
LABELS = f"""
SELECT l.kommun, l.kind, l.code, arg_max(l.name, ({LIVE}, s.report, s.published_at, s.id)) AS name
FROM label l JOIN submission s ON s.id = l.submission GROUP BY ALL
"""
FACT = "SELECT * FROM {table} WHERE kommun = $kommun AND submission = $submission AND nr = $nr"
ROW_OF = """
SELECT * FROM {table} WHERE kommun = $kommun AND submission = $submission AND sheet = $sheet
AND cell_row IS NOT DISTINCT FROM $cell_row ORDER BY cell_col, nr
"""
TABLE = f"""
SELECT f.*, s.kind AS submission_kind FROM {_LIVE_FACTS}
WHERE f.kommun = $kommun AND f.namnd = $namnd AND f.report = $report
ORDER BY s.published_at, f.submission, min(f.nr) OVER (PARTITION BY f.submission, f.sheet),
         f.cell_row, f.cell_col, f.nr
"""
FINDINGS = f"""
SELECT d.*, s.kommun, s.report FROM finding d JOIN submission s ON s.id = d.submission
WHERE ($submission = d.submission OR ($submission IS NULL AND {LIVE}))
AND ($kommun IS NULL OR s.kommun = $kommun) AND ($report IS NULL OR s.report = $report)
AND (NOT $remarks OR d.verdict <> 'stammer')
ORDER BY s.report DESC, d.submission, d.nr
"""
CELLS_OF_FINDINGS = f"""
WITH number AS (
    SELECT submission, kommun, report, namnd, sheet || '!' || cell AS cell FROM fact
    UNION ALL SELECT submission, kommun, report, namnd, sheet || '!' || cell FROM control_total
), named AS (
    SELECT DISTINCT submission, unnest(cells) AS cell FROM finding WHERE NOT $remarks OR verdict <> 'stammer'
)
SELECT n.submission, named.cell, bool_or(n.namnd = $namnd) AS mine
FROM number n JOIN submission s ON s.id = n.submission
LEFT JOIN named ON named.submission = n.submission AND named.cell = n.cell
WHERE n.kommun = $kommun AND ($submission = s.id OR ($submission IS NULL AND {LIVE}))
AND ($report IS NULL OR n.report = $report)
GROUP BY n.submission, named.cell
"""
"""The cells that findings name, and whether they hold a nämnd's numbers; cell NULL: other cells."""

FINDINGS_OF_CELL = """
SELECT d.*, s.kommun, s.report FROM finding d JOIN submission s ON s.id = d.submission
WHERE d.submission = $submission AND list_has_any(d.cells, $cells) ORDER BY d.nr
"""
_STATE = """CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
WHEN superseded_at IS NOT NULL THEN 'superseded' ELSE 'published' END"""
SUBMISSIONS = f"""
SELECT s.*, {_STATE} AS state FROM submission s
WHERE ($kommun IS NULL OR s.kommun = $kommun)
AND ($namnd IS NULL
     OR EXISTS (FROM fact f WHERE f.submission = s.id AND f.kommun = s.kommun AND f.namnd = $namnd)
     OR EXISTS (FROM uppdrag u WHERE u.submission = s.id AND u.namnd = $namnd)
     OR EXISTS (FROM comment c WHERE c.submission = s.id AND c.namnd = $namnd))
AND ($states IS NULL OR list_contains($states, state))
ORDER BY published_at DESC, id DESC
"""
TEXTS = f"""
SELECT t.*, s.report FROM {{table}} t JOIN submission s ON s.id = t.submission AND {LIVE}
WHERE s.kommun = $kommun AND ($namnd IS NULL OR t.namnd = $namnd) AND ($report IS NULL OR s.report = $report)
ORDER BY s.report DESC, s.published_at, t.submission, t.nr
"""
SUBMISSION_STATE = f"""
SELECT s.*, {_STATE} AS state FROM submission s WHERE s.id = $submission
"""
NOT_READ = "SELECT * FROM not_read WHERE submission = $submission ORDER BY nr"
HISTORY = f"""
SELECT f.namnd, f.verksamhet, f.measure, f.scenario, f.year, f.month, f.horizon, f.value, f.step,
       f.basis, f.report, f.sheet || '!' || f.cell AS cell
FROM {_LIVE_FACTS}
WHERE f.kommun = $kommun AND f.value IS NOT NULL AND f.kon = '' AND f.alder = '' AND f.anstallningsform = ''
ORDER BY f.role = 'own' DESC, f.report DESC, s.published_at DESC, f.submission DESC, f.nr
"""
