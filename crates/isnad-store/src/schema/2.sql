-- Form 2: what reports are compared by is kept beside them, and keys lie in the order of days. Both follow from the
-- reports, and are made anew with the rules they were made by.

-- A version and its article name each other: without this index every new version looks through all articles.
CREATE INDEX articles_version ON articles(version);

DROP TABLE keys;
CREATE TABLE keys(
    key    INTEGER NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY(key, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE profiles(
    report INTEGER PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE,
    body   BLOB NOT NULL                    -- postcard
) STRICT;
