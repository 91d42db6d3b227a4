-- Clinics (the tenants), who works there, what one books, when they are closed. A clinic's rows
-- refer to one another by (clinic_id, id), so that none can refer to another clinic's row.

CREATE TABLE clinics (
    id UUID NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('clinic', 'medical_centre', 'practice', 'hospital')),
    address TEXT NOT NULL,
    address_folded TEXT COLLATE "C" NOT NULL,
    city TEXT NOT NULL,
    city_folded TEXT COLLATE "C" NOT NULL,
    country TEXT NOT NULL CHECK (length(country) = 2),
    phone TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
    time_zone TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    languages JSONB NOT NULL DEFAULT '[]',
    about JSONB NOT NULL,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
    confirmation_policy TEXT NOT NULL DEFAULT 'automatic'
        CHECK (confirmation_policy IN ('automatic', 'desk', 'doctor')),
    cancel_notice_min BIGINT NOT NULL DEFAULT 1440 CHECK (cancel_notice_min >= 0),
    min_notice_min BIGINT NOT NULL DEFAULT 60 CHECK (min_notice_min >= 0),
    horizon_days BIGINT NOT NULL DEFAULT 60 CHECK (horizon_days BETWEEN 1 AND 730),
    answer_within_min BIGINT NOT NULL DEFAULT 1440 CHECK (answer_within_min > 0),
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    UNIQUE (name_folded, address_folded)
);
CREATE INDEX clinics_by_city ON clinics (city_folded);

CREATE TABLE memberships (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    user_id UUID NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role IN ('clinic_admin', 'secretary', 'doctor')),
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive')),
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (clinic_id, id),
    UNIQUE (clinic_id, user_id, role)
);
CREATE INDEX memberships_by_user ON memberships (user_id);

CREATE TABLE visit_types (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    names JSONB NOT NULL,
    duration_min BIGINT NOT NULL CHECK (duration_min BETWEEN 5 AND 480),
    buffer_before_min BIGINT NOT NULL DEFAULT 0 CHECK (buffer_before_min BETWEEN 0 AND 240),
    buffer_after_min BIGINT NOT NULL DEFAULT 0 CHECK (buffer_after_min BETWEEN 0 AND 240),
    price_minor BIGINT NOT NULL CHECK (price_minor >= 0),
    bookable_online BOOLEAN NOT NULL DEFAULT TRUE,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'retired')),
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (clinic_id, id)
);

CREATE TABLE closures (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (clinic_id, id),
    CONSTRAINT closures_order CHECK (ends_on >= starts_on)
);
CREATE INDEX closures_by_end ON closures (clinic_id, ends_on);

CREATE TABLE rooms (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    name TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'retired')),
    UNIQUE (clinic_id, id),
    UNIQUE (clinic_id, name)
);
