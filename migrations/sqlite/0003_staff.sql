-- Doctors, what they treat and do, and when they work. Minutes are counted from the clinic's
-- midnight; an end past 1440 lies in the next day.

CREATE TABLE doctors (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL REFERENCES clinics (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    title TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    languages TEXT NOT NULL CHECK (json_valid(languages)),
    bio TEXT NOT NULL CHECK (json_valid(bio)),
    email TEXT NOT NULL,
    phone TEXT,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive')),
    availability TEXT NOT NULL DEFAULT 'free' CHECK (availability IN ('free', 'busy')),
    slot_step_min INTEGER NOT NULL DEFAULT 15 CHECK (slot_step_min BETWEEN 5 AND 240),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (clinic_id, id),
    UNIQUE (clinic_id, user_id)
) STRICT;
CREATE INDEX doctors_by_user ON doctors (user_id);
CREATE INDEX doctors_by_name ON doctors (name_folded);

CREATE TABLE doctor_specialties (
    clinic_id BLOB NOT NULL,
    doctor_id BLOB NOT NULL,
    specialty TEXT NOT NULL CHECK (specialty <> ''),
    PRIMARY KEY (clinic_id, doctor_id, specialty),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX doctor_specialties_by_specialty
    ON doctor_specialties (specialty, clinic_id, doctor_id);

CREATE TABLE doctor_visit_types (
    clinic_id BLOB NOT NULL,
    doctor_id BLOB NOT NULL,
    visit_type_id BLOB NOT NULL,
    PRIMARY KEY (clinic_id, doctor_id, visit_type_id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE,
    FOREIGN KEY (clinic_id, visit_type_id) REFERENCES visit_types (clinic_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX doctor_visit_types_by_visit_type ON doctor_visit_types (clinic_id, visit_type_id);

CREATE TABLE weekly_hours (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL,
    doctor_id BLOB NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    starts_min INTEGER NOT NULL CHECK (starts_min BETWEEN 0 AND 1439),
    ends_min INTEGER NOT NULL CHECK (ends_min BETWEEN 1 AND 2880),
    UNIQUE (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE,
    CONSTRAINT weekly_hours_order CHECK (ends_min > starts_min)
) STRICT;
CREATE INDEX weekly_hours_by_doctor ON weekly_hours (clinic_id, doctor_id);

-- Without times, the whole day.
CREATE TABLE schedule_exceptions (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL,
    doctor_id BLOB NOT NULL,
    on_date TEXT NOT NULL CHECK (on_date IS date(on_date)),
    kind TEXT NOT NULL CHECK (kind IN ('off', 'extra')),
    starts_min INTEGER CHECK (starts_min BETWEEN 0 AND 1439),
    ends_min INTEGER CHECK (ends_min BETWEEN 1 AND 2880),
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE,
    CONSTRAINT schedule_exceptions_order CHECK (
        (starts_min IS NULL AND ends_min IS NULL AND kind = 'off')
        OR (starts_min IS NOT NULL AND ends_min IS NOT NULL AND ends_min > starts_min)
    )
) STRICT;
CREATE INDEX schedule_exceptions_by_doctor ON schedule_exceptions (clinic_id, doctor_id, on_date);
