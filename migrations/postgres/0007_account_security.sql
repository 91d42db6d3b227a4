-- What keeps accounts safe: verified addresses, links by mail, devices of sessions, initial passwords.

ALTER TABLE users ADD COLUMN email_verified_at TIMESTAMPTZ;
-- Somebody else chose the password: its holder chooses another before anything else.
ALTER TABLE users ADD COLUMN must_change_password BOOLEAN NOT NULL DEFAULT FALSE;

-- What the browser calls itself, and its address without the last part.
ALTER TABLE sessions ADD COLUMN agent TEXT;
ALTER TABLE sessions ADD COLUMN address TEXT;

-- Links sent by mail. The key is the SHA-256 of what the link holds: a stolen table opens nothing.
CREATE TABLE account_links (
    hash BYTEA NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('reset', 'verify')),
    email TEXT NOT NULL CHECK (email = lower(email)),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ
);
CREATE INDEX account_links_by_user ON account_links (user_id, created_at);
CREATE INDEX account_links_by_expiry ON account_links (expires_at);

-- Mails to be delivered.
CREATE TABLE mails (
    id UUID NOT NULL PRIMARY KEY,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    text_body TEXT NOT NULL,
    html_body TEXT,
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX mails_by_time ON mails (created_at);
