-- The second wall between clinics. What serves takes a role that owns nothing, and every table with a clinic_id
-- lets through only what the connection was told it reaches:
--
--   salus.clinic  the clinic whose rows are reached, or nothing
--   salus.user    the user whose own rows are read, in whichever clinic, or nothing
--   salus.reach   a word: 'public' what every visitor may read, 'times' when doctors are taken, 'platform' rows
--                 of no clinic, 'everywhere' all to read, 'upkeep' all to read and change (migrations, copies)
--
-- Nothing set, nothing seen. The policies hold for the owner of the tables as well.

DO $$
DECLARE
    how TEXT := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'salus_app') THEN
        BEGIN
            CREATE ROLE salus_app NOLOGIN;
        EXCEPTION
            -- Another database of this server was quicker.
            WHEN duplicate_object OR unique_violation THEN NULL;
            WHEN insufficient_privilege THEN
                RAISE EXCEPTION 'the role salus_app is missing, and % may not create roles: have an administrator of the server run CREATE ROLE salus_app NOLOGIN; GRANT salus_app TO %', current_user, quote_ident(current_user);
        END;
    END IF;
    IF NOT pg_has_role(current_user, 'salus_app', how) THEN
        BEGIN
            EXECUTE format('GRANT salus_app TO %I', current_user);
        EXCEPTION
            WHEN insufficient_privilege THEN
                RAISE EXCEPTION '% may not take the role salus_app: have an administrator of the server run GRANT salus_app TO %', current_user, quote_ident(current_user);
        END;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO salus_app', current_schema());
END;
$$;

CREATE FUNCTION reach_clinic() RETURNS UUID LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('salus.clinic', TRUE), '')::uuid;

CREATE FUNCTION reach_user() RETURNS UUID LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('salus.user', TRUE), '')::uuid;

CREATE FUNCTION reach_is(word TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('salus.reach', TRUE) = word, FALSE);

-- Settings are asked by a query of their own each, which runs once a statement instead of once a row.

-- The clinics themselves are known to everybody.
ALTER TABLE clinics ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON clinics FOR SELECT USING (TRUE);
CREATE POLICY of_clinic ON clinics FOR UPDATE USING (id = (SELECT reach_clinic()));
CREATE POLICY of_platform ON clinics FOR INSERT WITH CHECK ((SELECT reach_is('platform')));
CREATE POLICY upkeep ON clinics USING ((SELECT reach_is('upkeep')));

ALTER TABLE audit_heads ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_clinic ON audit_heads USING (chain = (SELECT reach_clinic()));
CREATE POLICY of_platform ON audit_heads
    USING (chain = '00000000-0000-0000-0000-000000000000' AND (SELECT reach_is('platform')));
CREATE POLICY everywhere ON audit_heads FOR SELECT USING ((SELECT reach_is('everywhere')));
CREATE POLICY upkeep ON audit_heads USING ((SELECT reach_is('upkeep')));

-- What every visitor may read.
CREATE POLICY public ON doctors FOR SELECT USING (status = 'active' AND (SELECT reach_is('public')));
CREATE POLICY public ON visit_types FOR SELECT USING (status = 'active' AND (SELECT reach_is('public')));
CREATE POLICY public ON doctor_specialties FOR SELECT USING ((SELECT reach_is('public')));
CREATE POLICY public ON doctor_visit_types FOR SELECT USING ((SELECT reach_is('public')));
CREATE POLICY public ON weekly_hours FOR SELECT USING ((SELECT reach_is('public')));
CREATE POLICY public ON schedule_exceptions FOR SELECT USING ((SELECT reach_is('public')));
CREATE POLICY public ON closures FOR SELECT USING ((SELECT reach_is('public')));
CREATE POLICY times ON appointments FOR SELECT USING (occupying AND (SELECT reach_is('times')));

-- What is about a user, where raise_walls() would not find it by the names of columns: files offered to them,
-- what they did, and the doctors and visit types of the clinics they have a file in.
CREATE POLICY own ON patient_offers FOR SELECT USING (email IN (
    SELECT u.email FROM users u WHERE u.id = (SELECT reach_user()) AND u.email_verified_at IS NOT NULL));
CREATE POLICY own ON patients FOR SELECT USING (
    user_id = (SELECT reach_user())
    OR (user_id IS NULL AND (SELECT reach_user()) IS NOT NULL
        AND id IN (
            SELECT o.patient_id FROM patient_offers o JOIN users u ON u.email = o.email
            WHERE u.id = (SELECT reach_user()) AND u.email_verified_at IS NOT NULL)));
CREATE POLICY own_doings ON audit_entries FOR SELECT USING (actor_user_id = (SELECT reach_user()));
CREATE POLICY own_clinics ON doctors FOR SELECT USING (
    clinic_id IN (SELECT p.clinic_id FROM patients p WHERE p.user_id = (SELECT reach_user())));
CREATE POLICY own_clinics ON doctor_specialties FOR SELECT USING (
    clinic_id IN (SELECT p.clinic_id FROM patients p WHERE p.user_id = (SELECT reach_user())));
CREATE POLICY own_clinics ON visit_types FOR SELECT USING (
    clinic_id IN (SELECT p.clinic_id FROM patients p WHERE p.user_id = (SELECT reach_user())));

-- Walls round every table with a clinic_id that has none, and the serving role's rights to every new table.
-- Runs after each migration, so that no later table is forgotten; a policy that is there is left as it is.
CREATE FUNCTION raise_walls() RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    found RECORD;
    rule RECORD;
    files CONSTANT TEXT := 'SELECT p.id FROM patients p WHERE p.user_id = (SELECT reach_user())';
BEGIN
    -- Several instances may start at once.
    PERFORM pg_advisory_xact_lock(hashtext('salus.raise_walls'));
    FOR found IN
        SELECT c.oid::regclass AS name, c.relrowsecurity AND c.relforcerowsecurity AS walled,
            NOT k.attnotnull AS of_nobody_too,
            (SELECT string_agg(CASE o.attname
                    WHEN 'user_id' THEN 'user_id = (SELECT reach_user())'
                    WHEN 'patient_id' THEN format('patient_id IN (%s)', files)
                    ELSE format('appointment_id IN (SELECT a.id FROM appointments a WHERE a.patient_id IN (%s))', files)
                END, ' OR ')
             FROM pg_attribute o
             WHERE o.attrelid = c.oid AND NOT o.attisdropped
                 AND o.attname IN ('user_id', 'patient_id', 'appointment_id')) AS own
        FROM pg_class c JOIN pg_attribute k ON k.attrelid = c.oid
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
            AND k.attname = 'clinic_id' AND NOT k.attisdropped
    LOOP
        IF NOT found.walled THEN
            EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', found.name);
        END IF;
        FOR rule IN
            SELECT * FROM (VALUES
                ('of_clinic', 'ALL', 'clinic_id = (SELECT reach_clinic())'),
                ('of_platform', 'ALL',
                    CASE WHEN found.of_nobody_too
                        THEN 'clinic_id IS NULL AND (SELECT reach_is(''platform''))' END),
                ('own', 'SELECT', found.own),
                ('everywhere', 'SELECT', '(SELECT reach_is(''everywhere''))'),
                ('upkeep', 'ALL', '(SELECT reach_is(''upkeep''))')
            ) AS rules (name, kind, text)
            WHERE text IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM pg_policy p WHERE p.polrelid = found.name AND p.polname = rules.name)
        LOOP
            EXECUTE format('CREATE POLICY %I ON %s FOR %s USING (%s)', rule.name, found.name, rule.kind, rule.text);
        END LOOP;
    END LOOP;
    FOR found IN
        SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
            AND c.relname <> '_sqlx_migrations' AND NOT has_table_privilege('salus_app', c.oid, 'SELECT')
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO salus_app', found.name);
    END LOOP;
END;
$$;
REVOKE EXECUTE ON FUNCTION raise_walls() FROM PUBLIC;
SELECT raise_walls();

-- The trail is only ever added to, and its ends only move on; people, what they had and what became of it are
-- made anonymous, never removed.
REVOKE UPDATE, DELETE ON audit_entries FROM salus_app;
REVOKE DELETE ON audit_heads, appointment_history, appointments, clinics, doctors, erasure_requests, events,
    memberships, patients, users
FROM salus_app;
