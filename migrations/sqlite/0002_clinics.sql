-- Clinics (the tenants), who works there, what one books, when they are closed. A clinic's rows
-- refer to one another by (clinic_id, id), so that none can refer to another clinic's row.

CREATE TABLE clinics (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('clinic', 'medical_centre', 'practice', 'hospital')),
    address TEXT NOT NULL,
    address_folded TEXT NOT NULL,
    city TEXT NOT NULL,
    city_folded TEXT NOT NULL,
    country TEXT NOT NULL CHECK (length(country) = 2),
    phone TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
    time_zone TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    languages TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(languages)),
    about TEXT NOT NULL CHECK (json_valid(about)),
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
    confirmation_policy TEXT NOT NULL DEFAULT 'automatic'
        CHECK (confirmation_policy IN ('automatic', 'desk', 'doctor')),
    cancel_notice_min INTEGER NOT NULL DEFAULT 1440 CHECK (cancel_notice_min >= 0),
    min_notice_min INTEGER NOT NULL DEFAULT 60 CHECK (min_notice_min >= 0),
    horizon_days INTEGER NOT NULL DEFAULT 60 CHECK (horizon_days BETWEEN 1 AND 730),
    answer_within_min INTEGER NOT NULL DEFAULT 1440 CHECK (answer_within_min > 0),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (name_folded, address_folded)
) STRICT;
CREATE INDEX clinics_by_city ON clinics (city_folded);

CREATE TABLE memberships (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL REFERENCES clinics (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role IN ('clinic_admin', 'secretary', 'doctor')),
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive')),
    created_at INTEGER NOT NULL,
    UNIQUE (clinic_id, id),
    UNIQUE (clinic_id, user_id, role)
) STRICT;
CREATE INDEX memberships_by_user ON memberships (user_id);

CREATE TABLE visit_types (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL REFERENCES clinics (id),
    names TEXT NOT NULL CHECK (json_valid(names)),
    duration_min INTEGER NOT NULL CHECK (duration_min BETWEEN 5 AND 480),
    buffer_before_min INTEGER NOT NULL DEFAULT 0 CHECK (buffer_before_min BETWEEN 0 AND 240),
    buffer_after_min INTEGER NOT NULL DEFAULT 0 CHECK (buffer_after_min BETWEEN 0 AND 240),
    price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
    bookable_online INTEGER NOT NULL DEFAULT 1 CHECK (bookable_online IN (0, 1)),
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'retired')),
    created_at INTEGER NOT NULL,
    UNIQUE (clinic_id, id)
) STRICT;

CREATE TABLE closures (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL REFERENCES clinics (id),
    starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on)),
    ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on)),
    reason TEXT NOT NULL,
    UNIQUE (clinic_id, id),
    CONSTRAINT closures_order CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX closures_by_end ON closures (clinic_id, ends_on);

CREATE TABLE rooms (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL REFERENCES clinics (id),
    name TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'retired')),
    UNIQUE (clinic_id, id),
    UNIQUE (clinic_id, name)
) STRICT;
