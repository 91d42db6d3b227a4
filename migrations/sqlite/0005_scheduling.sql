-- Appointments, from the wish to the visit.
--
-- The overlap rule (half-open intervals, occupying states only): no two appointments of one
-- patient share time; no two of one doctor or one room do, buffers included, except that an
-- overbooked one may be laid over others. A normal one is never laid over an overbooked one.

CREATE TABLE appointments (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL REFERENCES clinics (id),
    doctor_id BLOB,
    patient_id BLOB NOT NULL,
    room_id BLOB,
    visit_type_id BLOB,
    state TEXT NOT NULL CHECK (state IN (
        'held', 'requested', 'awaiting_doctor', 'confirmed', 'checked_in', 'in_consultation',
        'completed', 'no_show', 'cancelled', 'refused', 'expired')),
    -- Whether an appointment in that state takes time.
    occupying INTEGER NOT NULL GENERATED ALWAYS AS (state IN (
        'held', 'awaiting_doctor', 'confirmed', 'checked_in', 'in_consultation', 'completed'
    )) STORED,
    starts_at INTEGER,
    ends_at INTEGER,
    -- The visit widened by its buffers: what doctor and room must have free.
    busy_from INTEGER,
    busy_until INTEGER,
    overbooked INTEGER NOT NULL DEFAULT 0 CHECK (overbooked IN (0, 1)),
    overbook_reason TEXT,
    urgency TEXT NOT NULL DEFAULT 'routine' CHECK (urgency IN ('routine', 'soon', 'urgent')),
    specialty TEXT,
    symptoms TEXT NOT NULL DEFAULT '',
    preferred TEXT CHECK (json_valid(preferred)),
    hold_expires_at INTEGER,
    answer_due_at INTEGER,
    reason TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    booked_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
    FOREIGN KEY (clinic_id, room_id) REFERENCES rooms (clinic_id, id),
    FOREIGN KEY (clinic_id, visit_type_id) REFERENCES visit_types (clinic_id, id),
    CONSTRAINT appointments_needs_time CHECK (
        state IN ('requested', 'refused', 'cancelled', 'expired')
        OR (doctor_id IS NOT NULL AND starts_at IS NOT NULL AND ends_at IS NOT NULL
            AND busy_from IS NOT NULL AND busy_until IS NOT NULL)
    ),
    CONSTRAINT appointments_whole_time CHECK (
        (starts_at IS NULL) = (ends_at IS NULL)
        AND (starts_at IS NULL) = (busy_from IS NULL)
        AND (starts_at IS NULL) = (busy_until IS NULL)
    ),
    CONSTRAINT appointments_order CHECK (
        ends_at > starts_at AND busy_from <= starts_at AND busy_until >= ends_at
    ),
    -- What lets the overlap rule look back no further than a day.
    CONSTRAINT appointments_within_a_day CHECK (busy_until - busy_from <= 86400000000),
    CONSTRAINT appointments_hold_expires CHECK (state <> 'held' OR hold_expires_at IS NOT NULL),
    CONSTRAINT appointments_overbook_reason CHECK (
        NOT overbooked OR coalesce(length(overbook_reason), 0) > 0
    )
) STRICT;

CREATE INDEX appointments_busy_doctor ON appointments (doctor_id, busy_from) WHERE occupying;
CREATE INDEX appointments_busy_room ON appointments (room_id, busy_from)
    WHERE occupying AND room_id IS NOT NULL;
CREATE INDEX appointments_by_doctor ON appointments (clinic_id, doctor_id, starts_at);
CREATE INDEX appointments_by_patient ON appointments (patient_id, starts_at);
CREATE INDEX appointments_by_clinic ON appointments (clinic_id, starts_at);
-- The queue: 'urgent' before 'soon' before 'routine', which is the alphabet backwards.
CREATE INDEX appointments_requested ON appointments (clinic_id, urgency DESC, created_at)
    WHERE state = 'requested';
CREATE INDEX appointments_lapsing ON appointments (hold_expires_at) WHERE state = 'held';
CREATE INDEX appointments_awaiting ON appointments (answer_due_at) WHERE state = 'awaiting_doctor';

CREATE TRIGGER appointments_overlap_insert BEFORE INSERT ON appointments
WHEN NEW.occupying
BEGIN
    SELECT RAISE(ABORT, 'overlap:doctor') WHERE NOT NEW.overbooked AND EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.doctor_id = NEW.doctor_id AND o.occupying AND o.id <> NEW.id
            AND o.busy_from < NEW.busy_until AND o.busy_until > NEW.busy_from
            AND o.busy_from > NEW.busy_from - 86400000000);
    SELECT RAISE(ABORT, 'overlap:patient') WHERE EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.patient_id = NEW.patient_id AND o.occupying AND o.id <> NEW.id
            AND o.starts_at < NEW.ends_at AND o.ends_at > NEW.starts_at
            AND o.starts_at > NEW.starts_at - 86400000000);
    SELECT RAISE(ABORT, 'overlap:room') WHERE NOT NEW.overbooked AND EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.room_id = NEW.room_id AND o.occupying AND o.id <> NEW.id
            AND o.busy_from < NEW.busy_until AND o.busy_until > NEW.busy_from
            AND o.busy_from > NEW.busy_from - 86400000000);
END;

-- A row is looked at again only in what changed: a visit that goes on under an overbooked one
-- may still be checked in and completed.
CREATE TRIGGER appointments_overlap_update
BEFORE UPDATE OF id, doctor_id, patient_id, room_id, state, starts_at, ends_at, busy_from,
    busy_until, overbooked ON appointments
WHEN NEW.occupying
BEGIN
    SELECT RAISE(ABORT, 'overlap:doctor')
    WHERE NOT NEW.overbooked
        AND (NOT OLD.occupying OR OLD.overbooked OR NEW.doctor_id IS NOT OLD.doctor_id
            OR NEW.busy_from IS NOT OLD.busy_from OR NEW.busy_until IS NOT OLD.busy_until)
        AND EXISTS (
            SELECT 1 FROM appointments o
            WHERE o.doctor_id = NEW.doctor_id AND o.occupying AND o.id <> OLD.id
                AND o.busy_from < NEW.busy_until AND o.busy_until > NEW.busy_from
                AND o.busy_from > NEW.busy_from - 86400000000);
    SELECT RAISE(ABORT, 'overlap:patient')
    WHERE (NOT OLD.occupying OR NEW.patient_id IS NOT OLD.patient_id
            OR NEW.starts_at IS NOT OLD.starts_at OR NEW.ends_at IS NOT OLD.ends_at)
        AND EXISTS (
            SELECT 1 FROM appointments o
            WHERE o.patient_id = NEW.patient_id AND o.occupying AND o.id <> OLD.id
                AND o.starts_at < NEW.ends_at AND o.ends_at > NEW.starts_at
                AND o.starts_at > NEW.starts_at - 86400000000);
    SELECT RAISE(ABORT, 'overlap:room')
    WHERE NOT NEW.overbooked
        AND (NOT OLD.occupying OR OLD.overbooked OR NEW.room_id IS NOT OLD.room_id
            OR NEW.busy_from IS NOT OLD.busy_from OR NEW.busy_until IS NOT OLD.busy_until)
        AND EXISTS (
            SELECT 1 FROM appointments o
            WHERE o.room_id = NEW.room_id AND o.occupying AND o.id <> OLD.id
                AND o.busy_from < NEW.busy_until AND o.busy_until > NEW.busy_from
                AND o.busy_from > NEW.busy_from - 86400000000);
END;

CREATE TABLE appointment_history (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL,
    appointment_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    actor_user_id BLOB REFERENCES users (id),
    actor_role TEXT CHECK (actor_role IN (
        'visitor', 'patient', 'doctor', 'secretary', 'clinic_admin', 'super_admin', 'waitlist',
        'clock')),
    doctor_id BLOB,
    starts_at INTEGER,
    ends_at INTEGER,
    reason TEXT,
    UNIQUE (clinic_id, id),
    FOREIGN KEY (clinic_id, appointment_id) REFERENCES appointments (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id)
) STRICT;
CREATE INDEX appointment_history_by_appointment
    ON appointment_history (clinic_id, appointment_id, at);

CREATE TRIGGER appointment_history_no_update BEFORE UPDATE ON appointment_history
BEGIN SELECT RAISE(ABORT, 'append_only:appointment_history'); END;
CREATE TRIGGER appointment_history_no_delete BEFORE DELETE ON appointment_history
BEGIN SELECT RAISE(ABORT, 'append_only:appointment_history'); END;
