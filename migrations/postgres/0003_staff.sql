-- Doctors, what they treat and do, and when they work. Minutes are counted from the clinic's
-- midnight; an end past 1440 lies in the next day.

CREATE TABLE doctors (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    user_id UUID NOT NULL REFERENCES users (id),
    title TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    languages JSONB NOT NULL,
    bio JSONB NOT NULL,
    email TEXT NOT NULL,
    phone TEXT,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive')),
    availability TEXT NOT NULL DEFAULT 'free' CHECK (availability IN ('free', 'busy')),
    slot_step_min BIGINT NOT NULL DEFAULT 15 CHECK (slot_step_min BETWEEN 5 AND 240),
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    UNIQUE (clinic_id, id),
    UNIQUE (clinic_id, user_id)
);
CREATE INDEX doctors_by_user ON doctors (user_id);
CREATE INDEX doctors_by_name ON doctors (name_folded);

CREATE TABLE doctor_specialties (
    clinic_id UUID NOT NULL,
    doctor_id UUID NOT NULL,
    specialty TEXT NOT NULL CHECK (specialty <> ''),
    PRIMARY KEY (clinic_id, doctor_id, specialty),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE
);
CREATE INDEX doctor_specialties_by_specialty
    ON doctor_specialties (specialty, clinic_id, doctor_id);

CREATE TABLE doctor_visit_types (
    clinic_id UUID NOT NULL,
    doctor_id UUID NOT NULL,
    visit_type_id UUID NOT NULL,
    PRIMARY KEY (clinic_id, doctor_id, visit_type_id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE,
    FOREIGN KEY (clinic_id, visit_type_id) REFERENCES visit_types (clinic_id, id) ON DELETE CASCADE
);
CREATE INDEX doctor_visit_types_by_visit_type ON doctor_visit_types (clinic_id, visit_type_id);

CREATE TABLE weekly_hours (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL,
    doctor_id UUID NOT NULL,
    weekday BIGINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    starts_min BIGINT NOT NULL CHECK (starts_min BETWEEN 0 AND 1439),
    ends_min BIGINT NOT NULL CHECK (ends_min BETWEEN 1 AND 2880),
    UNIQUE (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE,
    CONSTRAINT weekly_hours_order CHECK (ends_min > starts_min)
);
CREATE INDEX weekly_hours_by_doctor ON weekly_hours (clinic_id, doctor_id);

-- Without times, the whole day.
CREATE TABLE schedule_exceptions (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL,
    doctor_id UUID NOT NULL,
    on_date DATE NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('off', 'extra')),
    starts_min BIGINT CHECK (starts_min BETWEEN 0 AND 1439),
    ends_min BIGINT CHECK (ends_min BETWEEN 1 AND 2880),
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE,
    CONSTRAINT schedule_exceptions_order CHECK (
        (starts_min IS NULL AND ends_min IS NULL AND kind = 'off')
        OR (starts_min IS NOT NULL AND ends_min IS NOT NULL AND ends_min > starts_min)
    )
);
CREATE INDEX schedule_exceptions_by_doctor ON schedule_exceptions (clinic_id, doctor_id, on_date);
