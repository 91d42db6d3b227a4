-- People and their sign-ins. Identifiers are 16 bytes (UUIDv7), instants are whole microseconds
-- since 1970 UTC, dates are ISO 8601 text, truths are 0 or 1.

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
    password_hash TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    phone TEXT,
    born_on TEXT CHECK (born_on IS date(born_on)),
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    platform_role TEXT CHECK (platform_role IN ('super_admin')),
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- The id is the SHA-256 of what the browser holds: a stolen table opens no session.
CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    user_id BLOB REFERENCES users (id) ON DELETE CASCADE,
    data TEXT NOT NULL CHECK (json_valid(data)),
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
