-- Appointments, from the wish to the visit.
--
-- The overlap rule (half-open intervals, occupying states only): no two appointments of one
-- patient share time; no two of one doctor or one room do, buffers included, except that an
-- overbooked one may be laid over others. A normal one is never laid over an overbooked one.
--
-- Between normal appointments the exclusion constraints hold it; the trigger adds what they cannot
-- say (a normal one over an overbooked one) and takes the doctor's and the patient's row locks
-- first, so that rivals queue instead of deadlocking inside the index.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Whether an appointment in that state takes time.
CREATE FUNCTION appointment_occupies(state TEXT) RETURNS BOOLEAN
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN state IN (
    'held', 'awaiting_doctor', 'confirmed', 'checked_in', 'in_consultation', 'completed'
);

CREATE TABLE appointments (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    doctor_id UUID,
    patient_id UUID NOT NULL,
    room_id UUID,
    visit_type_id UUID,
    state TEXT NOT NULL CHECK (state IN (
        'held', 'requested', 'awaiting_doctor', 'confirmed', 'checked_in', 'in_consultation',
        'completed', 'no_show', 'cancelled', 'refused', 'expired')),
    occupying BOOLEAN NOT NULL GENERATED ALWAYS AS (appointment_occupies(state)) STORED,
    starts_at TIMESTAMPTZ,
    ends_at TIMESTAMPTZ,
    -- The visit widened by its buffers: what doctor and room must have free.
    busy_from TIMESTAMPTZ,
    busy_until TIMESTAMPTZ,
    overbooked BOOLEAN NOT NULL DEFAULT FALSE,
    overbook_reason TEXT,
    urgency TEXT NOT NULL DEFAULT 'routine' CHECK (urgency IN ('routine', 'soon', 'urgent')),
    specialty TEXT,
    symptoms TEXT NOT NULL DEFAULT '',
    preferred JSONB,
    hold_expires_at TIMESTAMPTZ,
    answer_due_at TIMESTAMPTZ,
    reason TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    booked_by UUID REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
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
    CONSTRAINT appointments_within_a_day CHECK (busy_until - busy_from <= INTERVAL '24 hours'),
    CONSTRAINT appointments_hold_expires CHECK (state <> 'held' OR hold_expires_at IS NOT NULL),
    CONSTRAINT appointments_overbook_reason CHECK (
        NOT overbooked OR coalesce(length(overbook_reason), 0) > 0
    ),
    CONSTRAINT appointments_doctor_overlap EXCLUDE USING gist (
        doctor_id WITH =, tstzrange(busy_from, busy_until, '[)') WITH &&
    ) WHERE (occupying AND NOT overbooked),
    CONSTRAINT appointments_patient_overlap EXCLUDE USING gist (
        patient_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&
    ) WHERE (occupying),
    CONSTRAINT appointments_room_overlap EXCLUDE USING gist (
        room_id WITH =, tstzrange(busy_from, busy_until, '[)') WITH &&
    ) WHERE (occupying AND NOT overbooked AND room_id IS NOT NULL)
);

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

-- A row is looked at again only in what changed: a visit that goes on under an overbooked one
-- may still be checked in and completed. (NEW.occupying is generated only after this trigger.)
CREATE FUNCTION appointments_guard_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was_fixed BOOLEAN := FALSE;
    doctor_changed BOOLEAN := TRUE;
    room_changed BOOLEAN := TRUE;
BEGIN
    IF NOT appointment_occupies(NEW.state) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        was_fixed := OLD.occupying AND NOT (OLD.overbooked AND NOT NEW.overbooked)
            AND NEW.busy_from IS NOT DISTINCT FROM OLD.busy_from
            AND NEW.busy_until IS NOT DISTINCT FROM OLD.busy_until;
        doctor_changed := NOT was_fixed OR NEW.doctor_id IS DISTINCT FROM OLD.doctor_id;
        room_changed := NOT was_fixed OR NEW.room_id IS DISTINCT FROM OLD.room_id;
        IF NOT doctor_changed AND NOT room_changed
            AND NEW.patient_id = OLD.patient_id
            AND NEW.starts_at = OLD.starts_at AND NEW.ends_at = OLD.ends_at
        THEN
            RETURN NEW;
        END IF;
    END IF;
    -- The weakest lock that rivals for the same doctor still wait for; what merely refers to the
    -- doctor does not.
    PERFORM 1 FROM doctors
        WHERE clinic_id = NEW.clinic_id AND id = NEW.doctor_id FOR NO KEY UPDATE;
    PERFORM 1 FROM patients
        WHERE clinic_id = NEW.clinic_id AND id = NEW.patient_id FOR NO KEY UPDATE;
    IF NEW.overbooked THEN
        RETURN NEW;
    END IF;
    IF doctor_changed AND EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.doctor_id = NEW.doctor_id AND o.occupying AND o.overbooked AND o.id <> NEW.id
            AND o.busy_from < NEW.busy_until AND o.busy_until > NEW.busy_from
            AND o.busy_from > NEW.busy_from - INTERVAL '24 hours'
    ) THEN
        RAISE EXCEPTION 'overlap:doctor'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_doctor_overlap';
    END IF;
    IF room_changed AND EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.room_id = NEW.room_id AND o.occupying AND o.overbooked AND o.id <> NEW.id
            AND o.busy_from < NEW.busy_until AND o.busy_until > NEW.busy_from
            AND o.busy_from > NEW.busy_from - INTERVAL '24 hours'
    ) THEN
        RAISE EXCEPTION 'overlap:room'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_room_overlap';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER appointments_overlap BEFORE INSERT OR UPDATE ON appointments
FOR EACH ROW EXECUTE FUNCTION appointments_guard_overlap();

CREATE TABLE appointment_history (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL,
    appointment_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    action TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    actor_user_id UUID REFERENCES users (id),
    actor_role TEXT CHECK (actor_role IN (
        'visitor', 'patient', 'doctor', 'secretary', 'clinic_admin', 'super_admin', 'waitlist',
        'clock')),
    doctor_id UUID,
    starts_at TIMESTAMPTZ,
    ends_at TIMESTAMPTZ,
    reason TEXT,
    UNIQUE (clinic_id, id),
    FOREIGN KEY (clinic_id, appointment_id) REFERENCES appointments (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id)
);
CREATE INDEX appointment_history_by_appointment
    ON appointment_history (clinic_id, appointment_id, at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append_only:%', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = 'append_only:' || TG_TABLE_NAME;
END;
$$;

CREATE TRIGGER appointment_history_append_only
BEFORE UPDATE OR DELETE OR TRUNCATE ON appointment_history
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
