-- A deleted clinic leaves its row behind, without its names and addresses: the audit trail, which is
-- never rewritten, refers to it.
ALTER TABLE clinics ADD COLUMN deleted_at TIMESTAMPTZ;

-- A member as the clinic calls them, where that is not left to the account: an account may belong to
-- several clinics, and none of them writes into it.
ALTER TABLE memberships ADD COLUMN first_name TEXT;
ALTER TABLE memberships ADD COLUMN last_name TEXT;
ALTER TABLE memberships ADD COLUMN phone TEXT;
