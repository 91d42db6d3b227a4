-- The rest of a patient's file, the words it is found by, relatives somebody cares for, and files offered to
-- an account.

ALTER TABLE patients
    ADD COLUMN address TEXT,
    ADD COLUMN city TEXT,
    ADD COLUMN insurer TEXT,
    ADD COLUMN insurance_number TEXT,
    ADD COLUMN emergency_name TEXT,
    ADD COLUMN emergency_phone TEXT,
    ADD COLUMN emergency_relation TEXT,
    ADD COLUMN notes TEXT NOT NULL DEFAULT '';
CREATE INDEX patients_by_birth_date ON patients (clinic_id, born_on);

-- Somebody an account cares for: known to the account, and to a clinic once it has a file on them.
CREATE TABLE relatives (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    relation TEXT NOT NULL CHECK (relation IN ('child', 'parent', 'spouse', 'sibling', 'other')),
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    born_on DATE NOT NULL,
    sex TEXT NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX relatives_by_user ON relatives (user_id);

-- A file's user is who signs in for it. It is on the user, or on one of the user's relatives.
ALTER TABLE patients ADD COLUMN relative_id UUID REFERENCES relatives (id)
    CHECK (relative_id IS NULL OR user_id IS NOT NULL);
DROP INDEX patients_clinic_id_user_id_key;
CREATE UNIQUE INDEX patients_clinic_id_user_id_key ON patients (clinic_id, user_id)
    WHERE user_id IS NOT NULL AND relative_id IS NULL;
CREATE UNIQUE INDEX patients_clinic_id_relative_id_key ON patients (clinic_id, relative_id)
    WHERE relative_id IS NOT NULL;

-- A file offered to whoever holds an account with that email; told to nobody until they take it.
CREATE TABLE patient_offers (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    patient_id UUID NOT NULL,
    email TEXT NOT NULL CHECK (email = lower(email)),
    relation TEXT NOT NULL CHECK (relation IN ('self', 'child', 'parent', 'spouse', 'sibling', 'other')),
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (clinic_id, patient_id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id)
);
CREATE INDEX patient_offers_by_email ON patient_offers (email);

-- What a file is found by: every search is a range of this key. Names are folded, a date of birth begins with
-- '@', and a telephone number stands here with each of its endings.
CREATE TABLE patient_words (
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    word TEXT COLLATE "C" NOT NULL,
    patient_id UUID NOT NULL,
    PRIMARY KEY (clinic_id, word, patient_id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id)
);
CREATE INDEX patient_words_by_patient ON patient_words (clinic_id, patient_id, word);

-- The files there are already.
INSERT INTO patient_words (clinic_id, word, patient_id)
SELECT clinic_id, word, id FROM patients, regexp_split_to_table(name_folded, '[ ''-]+') AS word WHERE word <> ''
UNION
SELECT clinic_id, right(digits, n), id
FROM (SELECT clinic_id, id, regexp_replace(phone, '[^0-9]', '', 'g') AS digits FROM patients) AS numbers,
    generate_series(4, length(digits)) AS n
UNION
SELECT clinic_id, '@' || born_on::text, id FROM patients
UNION
SELECT clinic_id, lower(national_id), id FROM patients WHERE national_id IS NOT NULL;
