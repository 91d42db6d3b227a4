-- The audit trail becomes a chain per clinic (and one of the platform): each entry carries the number
-- after the last and the SHA-256 of the entry before it and of itself. What was written before this
-- migration has neither; the first entry of its chain, 'audit.begin', holds their digest.
--
-- And requests of people to have what is held about them erased.

ALTER TABLE audit_entries ADD COLUMN seq BIGINT;
ALTER TABLE audit_entries ADD COLUMN hash BYTEA CHECK (length(hash) = 32);
-- The network address it was asked from.
ALTER TABLE audit_entries ADD COLUMN address TEXT;
CREATE UNIQUE INDEX audit_entries_clinic_id_seq_key ON audit_entries (clinic_id, seq)
    WHERE clinic_id IS NOT NULL;
CREATE UNIQUE INDEX audit_entries_seq_key ON audit_entries (seq) WHERE clinic_id IS NULL;
CREATE INDEX audit_entries_by_action ON audit_entries (clinic_id, action, at);
CREATE INDEX audit_entries_by_time ON audit_entries (at);
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_user_id, at);
CREATE INDEX audit_entries_of_all_by_action ON audit_entries (action, at);

-- Of what is written from now on; what is there already has no number.
ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_chained
    CHECK (seq IS NOT NULL AND hash IS NOT NULL) NOT VALID;

-- The end of each chain: what the next entry follows. The chain of the platform is zero.
CREATE TABLE audit_heads (
    chain UUID NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL CHECK (seq >= 0),
    hash BYTEA NOT NULL CHECK (length(hash) = 32)
);
CREATE TRIGGER audit_heads_only_forward BEFORE UPDATE ON audit_heads
FOR EACH ROW WHEN (NEW.chain <> OLD.chain OR NEW.seq < OLD.seq)
EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_heads_no_delete BEFORE DELETE OR TRUNCATE ON audit_heads
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- When a file was made anonymous.
ALTER TABLE patients ADD COLUMN erased_at TIMESTAMPTZ;

CREATE TABLE erasure_requests (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    patient_id UUID NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'refused', 'erased')),
    reason TEXT,
    asked_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ,
    decided_by UUID REFERENCES users (id),
    UNIQUE (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
    CONSTRAINT erasure_requests_decided CHECK (
        (state = 'open') = (decided_at IS NULL) AND (state = 'open') = (decided_by IS NULL)
    ),
    CONSTRAINT erasure_requests_reasoned CHECK (
        state <> 'refused' OR coalesce(length(reason), 0) > 0
    )
);
CREATE UNIQUE INDEX erasure_requests_patient_id_key ON erasure_requests (patient_id)
    WHERE state = 'open';
CREATE INDEX erasure_requests_by_clinic ON erasure_requests (clinic_id, state, asked_at);

-- Of an appointment's history only the free text and the link to an account may go, when its patient is
-- erased.
DROP TRIGGER appointment_history_append_only ON appointment_history;
CREATE TRIGGER appointment_history_append_only
BEFORE DELETE OR TRUNCATE ON appointment_history
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER appointment_history_only_loses
BEFORE UPDATE ON appointment_history
FOR EACH ROW WHEN (
    (NEW.reason IS NOT NULL AND NEW.reason IS DISTINCT FROM OLD.reason)
    OR (NEW.actor_user_id IS NOT NULL AND NEW.actor_user_id IS DISTINCT FROM OLD.actor_user_id)
    OR to_jsonb(NEW) - 'reason' - 'actor_user_id'
        IS DISTINCT FROM to_jsonb(OLD) - 'reason' - 'actor_user_id'
)
EXECUTE FUNCTION refuse_change();
