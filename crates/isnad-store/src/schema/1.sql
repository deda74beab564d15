-- Form 1 of the record. Times are milliseconds since 1970 in UTC; days are ISO text; `uid` names a report for good.

CREATE TABLE meta(
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The bytes as they lay in the input, packed with deflate; articles of one file share them.
CREATE TABLE originals(
    id     INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    size   INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE articles(
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL UNIQUE,
    -- the version that counts
    version INTEGER NOT NULL REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Every content that an article's id has stood for, with what was read out of it.
CREATE TABLE versions(
    id          INTEGER PRIMARY KEY,
    article     INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
    content     BLOB NOT NULL,              -- SHA-256 of the article as read
    original    INTEGER NOT NULL REFERENCES originals(id),
    origin      TEXT NOT NULL,              -- file, and line where there is one
    run         INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    lang        TEXT,
    published   TEXT,
    publisher   TEXT,
    title       TEXT NOT NULL,
    text        TEXT NOT NULL,
    fingerprint TEXT,
    program     TEXT NOT NULL,              -- version of the program that read it
    packs       TEXT NOT NULL,              -- JSON list of packs and gazetteer, name@digest
    aggregates  TEXT NOT NULL,              -- JSON
    extraction  BLOB NOT NULL,              -- SHA-256 of the extraction's JSON
    sum         INTEGER NOT NULL,           -- XXH3 of the article's id and the texts above, so that damage is noticed
    UNIQUE(article, content)
) STRICT;
CREATE INDEX versions_original ON versions(original);

-- Reports of the versions that count.
CREATE TABLE reports(
    id      INTEGER PRIMARY KEY,
    uid     INTEGER NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles(id),
    idx     INTEGER NOT NULL,
    body    TEXT NOT NULL,                  -- JSON
    sum     INTEGER NOT NULL,               -- XXH3 of body
    UNIQUE(article, idx)
) STRICT;

CREATE TABLE claims(
    report    INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    idx       INTEGER NOT NULL,
    measure   TEXT NOT NULL,
    of        TEXT NOT NULL,
    low       INTEGER,
    high      INTEGER,
    qualifier TEXT NOT NULL,
    stance    TEXT NOT NULL,
    sources   TEXT NOT NULL,                -- JSON
    quote     TEXT NOT NULL,
    PRIMARY KEY(report, idx)
) STRICT, WITHOUT ROWID;

-- Names of a report's places, folded: the usual one and the one written.
CREATE TABLE place_names(
    report INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    name   TEXT NOT NULL,
    PRIMARY KEY(report, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE keys(
    key    INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    PRIMARY KEY(key, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_report ON keys(report);

-- Pairs that join, and pairs that nearly do; a < b.
CREATE TABLE edges(
    a     INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    b     INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    joins INTEGER NOT NULL,
    score REAL NOT NULL,
    why   TEXT,                             -- JSON; of pairs that nearly join
    PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX edges_b ON edges(b);
CREATE INDEX edges_near ON edges(score) WHERE joins = 0;

-- Events; id is the uid of the report that founded it.
CREATE TABLE events(
    id          INTEGER PRIMARY KEY,
    state       TEXT NOT NULL,
    type        TEXT NOT NULL,
    sub_type    TEXT NOT NULL,
    start_day   TEXT,
    end_day     TEXT,
    voices      INTEGER NOT NULL,
    born        INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    settled     INTEGER NOT NULL,
    told        TEXT,                       -- JSON of what the reports come to, where analysts corrected it
    body        TEXT NOT NULL,              -- JSON
    sum         INTEGER NOT NULL            -- XXH3 of body
) STRICT;
CREATE INDEX events_start ON events(start_day);
CREATE INDEX events_unsettled ON events(settled) WHERE settled = 0;

CREATE TABLE members(
    report INTEGER PRIMARY KEY REFERENCES reports(id),
    event  INTEGER NOT NULL REFERENCES events(id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX members_event ON members(event);

CREATE TABLE event_places(
    event   INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE ON UPDATE CASCADE,
    name    TEXT NOT NULL,                  -- folded
    country TEXT,
    lat     REAL,
    lon     REAL
) STRICT;
CREATE INDEX event_places_event ON event_places(event);
CREATE INDEX event_places_country ON event_places(country);
CREATE INDEX event_places_point ON event_places(lat, lon);

CREATE TABLE event_actors(
    event INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE ON UPDATE CASCADE,
    actor TEXT NOT NULL,
    role  TEXT NOT NULL,
    PRIMARY KEY(event, actor, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actors_actor ON event_actors(actor);

CREATE TABLE estimates(
    event   INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE ON UPDATE CASCADE,
    measure TEXT NOT NULL,
    of      TEXT NOT NULL,
    low     INTEGER,
    best    INTEGER,
    high    INTEGER,
    PRIMARY KEY(event, measure, of)
) STRICT, WITHOUT ROWID;

-- Ids that were given out for good. The event that holds the anchor now is where the id leads; none: withdrawn.
CREATE TABLE ids(
    id     INTEGER PRIMARY KEY,
    anchor INTEGER,
    run    INTEGER NOT NULL,
    left   TEXT                             -- the article whose new version no longer tells it
) STRICT;
CREATE INDEX ids_anchor ON ids(anchor);

-- What became of events, step by step.
CREATE TABLE changes(
    seq      INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    event    INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    decision INTEGER,
    other    INTEGER,                       -- the event it went to or came from
    before   TEXT                           -- JSON: how it stood until then
) STRICT;
CREATE INDEX changes_event ON changes(event);
CREATE INDEX changes_at ON changes(at);

CREATE TABLE decisions(
    seq  INTEGER PRIMARY KEY,
    at   INTEGER NOT NULL,
    by   TEXT NOT NULL,
    why  TEXT NOT NULL,
    what TEXT NOT NULL                      -- JSON
) STRICT;

CREATE TABLE audit(
    seq    INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    by     TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,                   -- JSON
    prev   BLOB NOT NULL,
    hash   BLOB NOT NULL
) STRICT;

CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only added to'); END;
CREATE TRIGGER decisions_kept BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only added to'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

-- Words of headlines and bodies, folded; rowid is the article's.
CREATE VIRTUAL TABLE words USING fts5(
    title, text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0"
);
