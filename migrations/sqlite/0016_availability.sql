-- When doctors are away, when a clinic is closed for a part of a day, which visits a stretch of the week
-- takes, how full a day may become, and which visits need a room.

ALTER TABLE visit_types ADD COLUMN needs_room INTEGER NOT NULL DEFAULT 0 CHECK (needs_room IN (0, 1));

ALTER TABLE doctors ADD COLUMN most_per_day INTEGER CHECK (most_per_day BETWEEN 1 AND 200);
-- The last minutes of each day's work that only the desk may book until that day.
ALTER TABLE doctors ADD COLUMN reserved_min INTEGER NOT NULL DEFAULT 0 CHECK (reserved_min BETWEEN 0 AND 720);

ALTER TABLE closures ADD COLUMN kind TEXT NOT NULL DEFAULT 'closure' CHECK (kind IN ('closure', 'holiday'));
-- On each of its days, from and until, by the clinic's clock; without, the whole days.
ALTER TABLE closures ADD COLUMN starts_min INTEGER CHECK (starts_min BETWEEN 0 AND 1439);
ALTER TABLE closures ADD COLUMN ends_min INTEGER CHECK (
    (starts_min IS NULL) = (ends_min IS NULL)
    AND (ends_min IS NULL OR (ends_min > starts_min AND ends_min <= 1440))
);

-- Without a row, a stretch of the week takes every visit type.
CREATE TABLE weekly_hours_visit_types (
    clinic_id BLOB NOT NULL,
    weekly_hours_id BLOB NOT NULL,
    visit_type_id BLOB NOT NULL,
    PRIMARY KEY (clinic_id, weekly_hours_id, visit_type_id),
    FOREIGN KEY (clinic_id, weekly_hours_id) REFERENCES weekly_hours (clinic_id, id) ON DELETE CASCADE,
    FOREIGN KEY (clinic_id, visit_type_id) REFERENCES visit_types (clinic_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX weekly_hours_visit_types_by_visit_type
    ON weekly_hours_visit_types (clinic_id, visit_type_id);

CREATE TABLE leaves (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL,
    doctor_id BLOB NOT NULL,
    starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on)),
    ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on)),
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE,
    CONSTRAINT leaves_order CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX leaves_by_doctor ON leaves (clinic_id, doctor_id, ends_on);
