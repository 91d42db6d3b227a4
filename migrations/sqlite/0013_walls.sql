-- The second wall between clinics is the work of PostgreSQL's row-level security. SQLite has none: its file is
-- opened by one program, whose statements name the clinic.
SELECT 1;
