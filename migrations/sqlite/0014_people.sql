-- Invitations to join a clinic's staff, photos of people, and tables of patients that wait to be brought in.

-- An invitation is whatever was typed about somebody who has yet to say yes. The hash is the SHA-256 of what its
-- link holds: a stolen table opens nothing. Once accepted, withdrawn or sent anew it has ended.
CREATE TABLE invitations (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL REFERENCES clinics (id),
    role TEXT NOT NULL CHECK (role IN ('doctor', 'secretary', 'clinic_admin')),
    email TEXT NOT NULL CHECK (email = lower(email)),
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    phone TEXT,
    practice TEXT CHECK (practice IS NULL OR json_valid(practice)),
    invited_by BLOB NOT NULL REFERENCES users (id),
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    UNIQUE (clinic_id, id),
    CONSTRAINT invitations_practice CHECK ((role = 'doctor') = (practice IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX invitations_clinic_id_role_email_key ON invitations (clinic_id, role, email)
    WHERE ended_at IS NULL;
CREATE INDEX invitations_by_email ON invitations (email);
CREATE INDEX invitations_by_expiry ON invitations (expires_at);

-- A photo is an account's, or a doctor's as a clinic shows them; never both. What is kept was drawn anew from what
-- was handed in: JPEG, square, large and small.
CREATE TABLE photos (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    user_id BLOB UNIQUE REFERENCES users (id) ON DELETE CASCADE,
    clinic_id BLOB,
    doctor_id BLOB,
    large BLOB NOT NULL CHECK (length(large) BETWEEN 1 AND 262144),
    small BLOB NOT NULL CHECK (length(small) BETWEEN 1 AND 65536),
    created_at INTEGER NOT NULL,
    UNIQUE (clinic_id, doctor_id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE,
    CONSTRAINT photos_of_one CHECK (
        (user_id IS NULL) = (doctor_id IS NOT NULL) AND (clinic_id IS NULL) = (doctor_id IS NULL)
    )
) STRICT;

-- A checked table, its bytes as they came: whoever handed it in may bring it in for a while.
CREATE TABLE patient_imports (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL REFERENCES clinics (id),
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    content BLOB NOT NULL CHECK (length(content) <= 5242880),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    UNIQUE (clinic_id, user_id)
) STRICT;
CREATE INDEX patient_imports_by_expiry ON patient_imports (expires_at);
