-- Invitations to join a clinic's staff, photos of people, and tables of patients that wait to be brought in.

-- An invitation is whatever was typed about somebody who has yet to say yes. The hash is the SHA-256 of what its
-- link holds: a stolen table opens nothing. Once accepted, withdrawn or sent anew it has ended.
CREATE TABLE invitations (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    role TEXT NOT NULL CHECK (role IN ('doctor', 'secretary', 'clinic_admin')),
    email TEXT NOT NULL CHECK (email = lower(email)),
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    phone TEXT,
    practice JSONB,
    invited_by UUID NOT NULL REFERENCES users (id),
    hash BYTEA NOT NULL UNIQUE CHECK (length(hash) = 32),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    UNIQUE (clinic_id, id),
    CONSTRAINT invitations_practice CHECK ((role = 'doctor') = (practice IS NOT NULL))
);
CREATE UNIQUE INDEX invitations_clinic_id_role_email_key ON invitations (clinic_id, role, email)
    WHERE ended_at IS NULL;
CREATE INDEX invitations_by_email ON invitations (email);
CREATE INDEX invitations_by_expiry ON invitations (expires_at);

-- A photo is an account's, or a doctor's as a clinic shows them; never both. What is kept was drawn anew from what
-- was handed in: JPEG, square, large and small.
CREATE TABLE photos (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID UNIQUE REFERENCES users (id) ON DELETE CASCADE,
    clinic_id UUID,
    doctor_id UUID,
    large BYTEA NOT NULL CHECK (length(large) BETWEEN 1 AND 262144),
    small BYTEA NOT NULL CHECK (length(small) BETWEEN 1 AND 65536),
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (clinic_id, doctor_id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id) ON DELETE CASCADE,
    CONSTRAINT photos_of_one CHECK (
        (user_id IS NULL) = (doctor_id IS NOT NULL) AND (clinic_id IS NULL) = (doctor_id IS NULL)
    )
);

-- A checked table, its bytes as they came: whoever handed it in may bring it in for a while.
CREATE TABLE patient_imports (
    id UUID NOT NULL PRIMARY KEY,
    clinic_id UUID NOT NULL REFERENCES clinics (id),
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    content BYTEA NOT NULL CHECK (length(content) <= 5242880),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    UNIQUE (clinic_id, user_id)
);
CREATE INDEX patient_imports_by_expiry ON patient_imports (expires_at);

-- Beside what every table of a clinic gets (0013_walls). The invitation of a link is found in whichever clinic; whoever
-- closes their account takes along what was sent to its address; the clock forgets what is over.
CREATE POLICY own ON invitations FOR SELECT
    USING (email IN (SELECT u.email FROM users u WHERE u.id = (SELECT reach_user())));
CREATE POLICY own_end ON invitations FOR DELETE
    USING (email IN (SELECT u.email FROM users u WHERE u.id = (SELECT reach_user())));
CREATE POLICY over ON invitations FOR DELETE USING ((SELECT reach_is('everywhere')));
CREATE POLICY over ON patient_imports FOR DELETE USING ((SELECT reach_is('everywhere')));

-- An account's face is found as its name is, by whoever was told anything at all; a doctor's is public as the doctor is.
CREATE POLICY of_account ON photos USING (user_id = (SELECT reach_user()));
CREATE POLICY faces ON photos FOR SELECT
    USING (doctor_id IS NULL AND (SELECT coalesce(current_setting('salus.reach', TRUE), '') <> ''));
CREATE POLICY public ON photos FOR SELECT USING (doctor_id IS NOT NULL AND (SELECT reach_is('public')));
CREATE POLICY own_clinics ON photos FOR SELECT USING (
    clinic_id IN (SELECT p.clinic_id FROM patients p WHERE p.user_id = (SELECT reach_user())));
