-- `convert_to` is only STABLE, and PostgreSQL does not inline a function that claims more than its body. Not inlined, each call costs as much as
-- a statement of its own.
ALTER FUNCTION suppressed_hash(uuid, text) STABLE;
