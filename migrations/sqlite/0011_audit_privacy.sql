-- The audit trail becomes a chain per clinic (and one of the platform): each entry carries the number
-- after the last and the SHA-256 of the entry before it and of itself. What was written before this
-- migration has neither; the first entry of its chain, 'audit.begin', holds their digest.
--
-- And requests of people to have what is held about them erased.

ALTER TABLE audit_entries ADD COLUMN seq INTEGER;
ALTER TABLE audit_entries ADD COLUMN hash BLOB CHECK (length(hash) = 32);
-- The network address it was asked from.
ALTER TABLE audit_entries ADD COLUMN address TEXT;
CREATE UNIQUE INDEX audit_entries_clinic_id_seq_key ON audit_entries (clinic_id, seq)
    WHERE clinic_id IS NOT NULL;
CREATE UNIQUE INDEX audit_entries_seq_key ON audit_entries (seq) WHERE clinic_id IS NULL;
CREATE INDEX audit_entries_by_action ON audit_entries (clinic_id, action, at);
CREATE INDEX audit_entries_by_time ON audit_entries (at);
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_user_id, at);
CREATE INDEX audit_entries_of_all_by_action ON audit_entries (action, at);

CREATE TRIGGER audit_entries_chained BEFORE INSERT ON audit_entries
WHEN NEW.seq IS NULL OR NEW.hash IS NULL
BEGIN SELECT RAISE(ABORT, 'audit_entries_chained'); END;

-- The end of each chain: what the next entry follows. The chain of the platform is zero.
CREATE TABLE audit_heads (
    chain BLOB NOT NULL PRIMARY KEY CHECK (length(chain) = 16),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER audit_heads_only_forward BEFORE UPDATE ON audit_heads
WHEN NEW.chain <> OLD.chain OR NEW.seq < OLD.seq
BEGIN SELECT RAISE(ABORT, 'append_only:audit_heads'); END;
CREATE TRIGGER audit_heads_no_delete BEFORE DELETE ON audit_heads
BEGIN SELECT RAISE(ABORT, 'append_only:audit_heads'); END;

-- When a file was made anonymous.
ALTER TABLE patients ADD COLUMN erased_at INTEGER;

CREATE TABLE erasure_requests (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic_id BLOB NOT NULL REFERENCES clinics (id),
    patient_id BLOB NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'refused', 'erased')),
    reason TEXT,
    asked_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by BLOB REFERENCES users (id),
    UNIQUE (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
    CONSTRAINT erasure_requests_decided CHECK (
        (state = 'open') = (decided_at IS NULL) AND (state = 'open') = (decided_by IS NULL)
    ),
    CONSTRAINT erasure_requests_reasoned CHECK (
        state <> 'refused' OR coalesce(length(reason), 0) > 0
    )
) STRICT;
CREATE UNIQUE INDEX erasure_requests_patient_id_key ON erasure_requests (patient_id)
    WHERE state = 'open';
CREATE INDEX erasure_requests_by_clinic ON erasure_requests (clinic_id, state, asked_at);

-- Of an appointment's history only the free text and the link to an account may go, when its patient is
-- erased.
DROP TRIGGER appointment_history_no_update;
CREATE TRIGGER appointment_history_no_update BEFORE UPDATE OF
    id, clinic_id, appointment_id, at, action, from_state, to_state, actor_role, doctor_id, starts_at,
    ends_at
ON appointment_history
BEGIN SELECT RAISE(ABORT, 'append_only:appointment_history'); END;
CREATE TRIGGER appointment_history_only_loses
BEFORE UPDATE OF reason, actor_user_id ON appointment_history
WHEN (NEW.reason IS NOT NULL AND NEW.reason IS NOT OLD.reason)
    OR (NEW.actor_user_id IS NOT NULL AND NEW.actor_user_id IS NOT OLD.actor_user_id)
BEGIN SELECT RAISE(ABORT, 'append_only:appointment_history'); END;
