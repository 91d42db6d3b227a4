-- A clinic's files on people; linked to a user when somebody signs in for it.

CREATE TABLE patients (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL REFERENCES clinics (id),
    user_id BLOB REFERENCES users (id),
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    born_on TEXT NOT NULL CHECK (born_on IS date(born_on)),
    sex TEXT NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
    phone TEXT,
    email TEXT,
    national_id TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (clinic_id, id)
) STRICT;
-- Nulls are distinct: several files may have no user and no number.
CREATE UNIQUE INDEX patients_clinic_id_user_id_key ON patients (clinic_id, user_id)
    WHERE user_id IS NOT NULL;
CREATE UNIQUE INDEX patients_clinic_id_national_id_key ON patients (clinic_id, national_id)
    WHERE national_id IS NOT NULL;
CREATE INDEX patients_by_user ON patients (user_id);
CREATE INDEX patients_by_name ON patients (clinic_id, name_folded);
