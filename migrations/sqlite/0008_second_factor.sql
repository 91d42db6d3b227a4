-- The second factor of sign-ins, and how often something was tried.

-- The secret's first byte says whether the rest is sealed. A secret that nobody confirmed asks for no code.
-- A code counts once: last_step is the last step of time whose code was taken (RFC 6238, 5.2).
CREATE TABLE second_factors (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    last_step INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    confirmed_at INTEGER
) STRICT;

-- A row is a code not used yet, as its SHA-256 with the user's id.
CREATE TABLE recovery_codes (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, code_hash)
) STRICT;

-- The key is the SHA-256 of who tries: an account, an address, or both.
CREATE TABLE attempts (
    action TEXT NOT NULL,
    key_hash BLOB NOT NULL CHECK (length(key_hash) = 32),
    window_start INTEGER NOT NULL,
    tries INTEGER NOT NULL CHECK (tries >= 0),
    PRIMARY KEY (action, key_hash)
) STRICT;
CREATE INDEX attempts_by_window ON attempts (window_start);

-- Whence somebody has signed in with success, as the SHA-256 of user and address.
CREATE TABLE known_addresses (
    address_hash BLOB NOT NULL PRIMARY KEY CHECK (length(address_hash) = 32),
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    last_seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX known_addresses_by_user ON known_addresses (user_id);
CREATE INDEX known_addresses_by_last_seen ON known_addresses (last_seen_at);

-- Whether the clinic asks a second factor of its staff.
ALTER TABLE clinics ADD COLUMN staff_second_factor INTEGER NOT NULL DEFAULT 0 CHECK (staff_second_factor IN (0, 1));
