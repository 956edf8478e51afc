-- The store: one immutable DuckDB file a generation (store-N.duckdb), built from the published submissions.
-- The submissions are the truth; this file can always be built again from them (`utfall rebuild`).
-- Times are UTC without a zone. Codes are strings. A missing value is NULL with a status, never 0.
-- DECIMAL(18, 4) is kept as a 64-bit integer: kr to 99 999 miljarder, hours and percent to four decimals.

-- One row: how this file came to be.
CREATE TABLE generation (
    number      INTEGER   NOT NULL,  -- N of store-N.duckdb
    built_at    TIMESTAMP NOT NULL,
    schema_hash VARCHAR   NOT NULL,  -- of this text: another schema means building anew
    sorted_rows BIGINT    NOT NULL   -- rows of fact that lie sorted; those after them were added since
);

-- One published file. Never changed but for the times when it ceased to apply, so that "what was known on
-- a date" can be asked: a submission counts on date D when published_at <= D and neither superseded_at nor
-- withdrawn_at is <= D.
CREATE TABLE submission (
    id            VARCHAR   NOT NULL,  -- publishing time and the beginning of sha256; sorts by time
    kommun        VARCHAR   NOT NULL,
    report        VARCHAR   NOT NULL,  -- 'YYYY-MM', the month reported on; 'YYYY-00' for a budget document
    kind          VARCHAR   NOT NULL,  -- delarsrapport, arsredovisning, budget, beslut, plan, arbetsbok, kolada
    title         VARCHAR   NOT NULL,
    file          VARCHAR   NOT NULL,  -- the file's name as it came
    sha256        VARCHAR   NOT NULL,  -- the original lies in originals/<sha256>
    publisher     VARCHAR   NOT NULL,  -- who published it
    received_at   TIMESTAMP NOT NULL,  -- when the store got it
    published_at  TIMESTAMP NOT NULL,  -- from when it counts
    superseded_at TIMESTAMP,           -- from when a newer submission says all that this one says
    superseded_by VARCHAR,
    withdrawn_at  TIMESTAMP,
    withdrawn_by  VARCHAR,
    withdrawn_why VARCHAR,
    facts         INTEGER   NOT NULL,  -- how many rows of each kind it has
    control_totals INTEGER  NOT NULL,
    not_read      INTEGER   NOT NULL,
    errors        INTEGER   NOT NULL,  -- findings by severity
    warnings      INTEGER   NOT NULL
);

-- One number of one cell. Sorted by kommun, year, month, namnd, measure (zone maps make one kommun quick).
CREATE TABLE fact (
    submission    VARCHAR        NOT NULL,
    nr            INTEGER        NOT NULL,  -- order in the file; the fact's id is '<submission>.<nr>'
    kommun        VARCHAR        NOT NULL,
    report        VARCHAR        NOT NULL,  -- as in submission
    namnd         VARCHAR        NOT NULL,  -- '' = the whole kommun
    verksamhet    VARCHAR        NOT NULL,  -- '' = the whole nämnd
    measure       VARCHAR        NOT NULL,  -- code of data/codes/matt.csv, 'matt:<slug>' or 'rapporterad:<what>'
    scenario      VARCHAR        NOT NULL,  -- utfall, budget, prognos
    basis         VARCHAR        NOT NULL,  -- budget version, forecast vintage, or ''
    year          SMALLINT       NOT NULL,
    month         SMALLINT       NOT NULL,  -- 1-12: through this month
    horizon       VARCHAR        NOT NULL,  -- period (January-month), year, month (that month alone)
    role          VARCHAR        NOT NULL,  -- own; comparison = repeats an older figure ("utfall fg år")
    value         DECIMAL(18, 4),           -- in the base unit, sign as printed: income +, cost -
    unit          VARCHAR        NOT NULL,  -- kr, antal, procent, arsarbetare, timmar, ...
    step          DECIMAL(18, 4) NOT NULL,  -- rounding step in the base unit: the truth is value +- step/2
    status        VARCHAR        NOT NULL,  -- ok, bortfall, ej_tillamplig, sekretess; only ok has a value
    kon           VARCHAR        NOT NULL,  -- K, M, '' = all
    alder         VARCHAR        NOT NULL,  -- '-29', '30-49', '50-', '' = all
    anstallningsform VARCHAR     NOT NULL,
    measured_through VARCHAR     NOT NULL,  -- 'YYYY-MM' when it differs from year and month
    definition    VARCHAR        NOT NULL,
    printed       VARCHAR,                  -- the number in the printed unit, decimal point, decimals as printed
    sheet         VARCHAR        NOT NULL,
    cell          VARCHAR        NOT NULL,  -- 'B7'; 'B7#2' = the second number cut from the cell
    cell_row      INTEGER,                  -- 7
    cell_col      INTEGER,                  -- 2
    row_text      VARCHAR        NOT NULL,  -- the row's text as it stands
    column_text   VARCHAR        NOT NULL,  -- the heading's text as it stands
    raw           VARCHAR        NOT NULL,  -- the cell's text as it stands
    box           VARCHAR                   -- on a PDF page: left top right bottom in points from the upper left
);

-- A number that sums other numbers (Summa, Totalt, a nämnd above its verksamheter). Used by the checks and
-- shown beside the facts, never added in. Id: '<submission>.c<nr>'. Columns as in fact.
CREATE TABLE control_total AS FROM fact LIMIT 0;

-- What the reader and the checks said about the file.
CREATE TABLE finding (
    submission VARCHAR   NOT NULL,
    nr         INTEGER   NOT NULL,
    severity   VARCHAR   NOT NULL,  -- error, warning, info
    code       VARCHAR   NOT NULL,
    message    VARCHAR   NOT NULL,  -- Swedish
    cells      VARCHAR[] NOT NULL,  -- 'Sheet!B7'
    choices    VARCHAR[] NOT NULL,
    key        VARCHAR   NOT NULL,  -- what the answer is kept under; '' = answered in the file
    choice_texts VARCHAR[] NOT NULL, -- the choices in Swedish; none when they are Swedish themselves
    verdict    VARCHAR   NOT NULL   -- stammer, avrundning, avviker, gar_ej_att_prova; '' when it is no check
);

-- A number in the file that became neither a fact nor a control total, and why (Swedish).
CREATE TABLE not_read (
    submission VARCHAR NOT NULL,
    nr         INTEGER NOT NULL,
    sheet      VARCHAR NOT NULL,
    cell       VARCHAR NOT NULL,
    raw        VARCHAR NOT NULL,
    reason     VARCHAR NOT NULL,
    box        VARCHAR NOT NULL, -- as in fact
    numbers    INTEGER NOT NULL  -- how many numbers of the file it stands for
);

-- An assignment from kommunfullmäktige or kommunstyrelsen to a nämnd, or (kind) a recommendation of the
-- auditors to it, as one report tells of it.
CREATE TABLE uppdrag (
    submission    VARCHAR NOT NULL,
    nr            INTEGER NOT NULL,
    namnd         VARCHAR NOT NULL,
    arendenummer  VARCHAR NOT NULL,
    text          VARCHAR NOT NULL,
    beslut        VARCHAR NOT NULL,  -- 'KF 2023-12-07 § 85, punkt 2'; of a recommendation: the audit
    status        VARCHAR NOT NULL,  -- pagar, delrapporterad, foreslas_fullgjord, fullgjord; of a
                                     -- recommendation: lamnad, besvarad, foljs_upp, avslutad
    sheet         VARCHAR NOT NULL,
    cell          VARCHAR NOT NULL,
    kind          VARCHAR NOT NULL,  -- uppdrag, rekommendation
    svar          VARCHAR NOT NULL,  -- the decision that answers a recommendation: 'KS 2024-06-12'
    ater          VARCHAR NOT NULL   -- when it is to come back, as it stands: 'december 2024'
);

-- An indicator that a plan declares, or the judgement of one: what is measured, how and why.
CREATE TABLE indikator (
    submission VARCHAR NOT NULL,
    nr         INTEGER NOT NULL,
    namnd      VARCHAR NOT NULL,
    malomrade  VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,  -- indikator, processmatt
    what       VARCHAR NOT NULL,
    how        VARCHAR NOT NULL,
    why        VARCHAR NOT NULL,
    sheet      VARCHAR NOT NULL,
    cell       VARCHAR NOT NULL,
    direction  VARCHAR NOT NULL,  -- oka, minska, behalla: what is wanted of it
    status     VARCHAR NOT NULL   -- the kommun's own word for how it goes
);

-- The nämnd's own words.
CREATE TABLE comment (
    submission VARCHAR NOT NULL,
    nr         INTEGER NOT NULL,
    namnd      VARCHAR NOT NULL,
    heading    VARCHAR NOT NULL,
    text       VARCHAR NOT NULL,
    sheet      VARCHAR NOT NULL,
    cell       VARCHAR NOT NULL
);

-- Names of codes that the file itself introduced (verksamheter, mått, nämnder not in data/codes).
CREATE TABLE label (
    submission VARCHAR NOT NULL,
    nr         INTEGER NOT NULL,
    kommun     VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,  -- verksamhet, matt, namnd
    code       VARCHAR NOT NULL,
    name       VARCHAR NOT NULL
);
