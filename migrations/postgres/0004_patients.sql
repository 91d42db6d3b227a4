-- A clinic's files on people; linked to a user when somebody signs in for it.

CREATE TABLE patients (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    user_id UUID REFERENCES users (id),
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    born_on DATE NOT NULL,
    sex TEXT NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
    phone TEXT,
    email TEXT,
    national_id TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    UNIQUE (clinic_id, id)
);
-- Nulls are distinct: several files may have no user and no number.
CREATE UNIQUE INDEX patients_clinic_id_user_id_key ON patients (clinic_id, user_id)
    WHERE user_id IS NOT NULL;
CREATE UNIQUE INDEX patients_clinic_id_national_id_key ON patients (clinic_id, national_id)
    WHERE national_id IS NOT NULL;
CREATE INDEX patients_by_user ON patients (user_id);
CREATE INDEX patients_by_name ON patients (clinic_id, name_folded);
