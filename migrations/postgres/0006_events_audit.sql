-- What happened (to be delivered), and who did or looked at what (to be kept).

CREATE TABLE events (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID REFERENCES clinics (id),
    kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    payload JSONB NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    delivered_at TIMESTAMPTZ
);
CREATE INDEX events_undelivered ON events (at) WHERE delivered_at IS NULL;

CREATE TABLE audit_entries (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID REFERENCES clinics (id),
    at TIMESTAMPTZ NOT NULL,
    actor_user_id UUID REFERENCES users (id),
    actor_role TEXT CHECK (actor_role IN (
        'visitor', 'patient', 'doctor', 'secretary', 'clinic_admin', 'super_admin', 'waitlist',
        'clock')),
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    patient_id UUID,
    detail JSONB NOT NULL,
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
    CONSTRAINT audit_entries_patient_in_clinic CHECK (patient_id IS NULL OR clinic_id IS NOT NULL)
);
CREATE INDEX audit_entries_by_clinic ON audit_entries (clinic_id, at);
CREATE INDEX audit_entries_by_patient ON audit_entries (patient_id, at)
    WHERE patient_id IS NOT NULL;
CREATE INDEX audit_entries_by_subject ON audit_entries (subject_id, at);

CREATE TRIGGER audit_entries_append_only
BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
