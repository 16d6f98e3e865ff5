-- What the suppression of an erased person keeps instead of the recipient, so that nothing is sent in the future either. The project
-- is part of it: the lists of two projects cannot be compared.
CREATE FUNCTION suppressed_hash(project uuid, recipient text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT 'sha256:' || encode(sha256(convert_to(project::text || lower(recipient), 'UTF8')), 'hex')
$$;
