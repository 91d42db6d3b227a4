-- What happened (to be delivered), and who did or looked at what (to be kept).

CREATE TABLE events (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB REFERENCES clinics (id),
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL CHECK (length(subject_id) = 16),
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    at INTEGER NOT NULL,
    delivered_at INTEGER
) STRICT;
CREATE INDEX events_undelivered ON events (at) WHERE delivered_at IS NULL;

CREATE TABLE audit_entries (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB REFERENCES clinics (id),
    at INTEGER NOT NULL,
    actor_user_id BLOB REFERENCES users (id),
    actor_role TEXT CHECK (actor_role IN (
        'visitor', 'patient', 'doctor', 'secretary', 'clinic_admin', 'super_admin', 'waitlist',
        'clock')),
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL CHECK (length(subject_id) = 16),
    patient_id BLOB,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
    CONSTRAINT audit_entries_patient_in_clinic CHECK (patient_id IS NULL OR clinic_id IS NOT NULL)
) STRICT;
CREATE INDEX audit_entries_by_clinic ON audit_entries (clinic_id, at);
CREATE INDEX audit_entries_by_patient ON audit_entries (patient_id, at)
    WHERE patient_id IS NOT NULL;
CREATE INDEX audit_entries_by_subject ON audit_entries (subject_id, at);

CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'append_only:audit_entries'); END;
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'append_only:audit_entries'); END;
