-- When doctors are away, when a clinic is closed for a part of a day, which visits a stretch of the week
-- takes, how full a day may become, and which visits need a room.

ALTER TABLE visit_types ADD COLUMN needs_room BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE doctors ADD COLUMN most_per_day BIGINT CHECK (most_per_day BETWEEN 1 AND 200);
-- The last minutes of each day's work that only the desk may book until that day.
ALTER TABLE doctors ADD COLUMN reserved_min BIGINT NOT NULL DEFAULT 0 CHECK (reserved_min BETWEEN 0 AND 720);

ALTER TABLE closures ADD COLUMN kind TEXT NOT NULL DEFAULT 'closure' CHECK (kind IN ('closure', 'holiday'));
-- On each of its days, from and until, by the clinic's clock; without, the whole days.
ALTER TABLE closures ADD COLUMN starts_min BIGINT CHECK (starts_min BETWEEN 0 AND 1439);
ALTER TABLE closures ADD COLUMN ends_min BIGINT CHECK (
    (starts_min IS NULL) = (ends_min IS NULL)
    AND (ends_min IS NULL OR (ends_min > starts_min AND ends_min <= 1440))
);

-- Without a row, a stretch of the week takes every visit type.
CREATE TABLE weekly_hours_visit_types (
    clinic_id UUID NOT NULL,
    weekly_hours_id UUID NOT NULL,
    visit_type_id UUID NOT NULL,
    PRIMARY KEY (clinic_id, weekly_hours_id, visit_type_id),
    FOREIGN KEY (clinic_id, weekly_hours_id) REFERENCES weekly_hours (clinic_id, id) ON DELETE CASCADE,
    FOREIGN KEY (clinic_id, visit_type_id) REFERENCES visit_types (clinic_id, id) ON DELETE CASCADE
);
CREATE INDEX weekly_hours_visit_types_by_visit_type
    ON weekly_hours_visit_types (clinic_id, visit_type_id);

CREATE TABLE leaves (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL,
    doctor_id UUID NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE,
    CONSTRAINT leaves_order CHECK (ends_on >= starts_on)
);
CREATE INDEX leaves_by_doctor ON leaves (clinic_id, doctor_id, ends_on);

-- For every visitor, what times are free follows from both.
CREATE POLICY public ON leaves FOR SELECT USING ((SELECT reach_is('public')));
CREATE POLICY public ON weekly_hours_visit_types FOR SELECT USING ((SELECT reach_is('public')));
CREATE POLICY public ON rooms FOR SELECT USING (status = 'active' AND (SELECT reach_is('public')));
