CREATE TABLE "audit_entries" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"type" text NOT NULL,
	"actor" text NOT NULL,
	"request_id" text,
	"data" jsonb NOT NULL,
	"address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"is_head" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operator_requests" (
	"request_id" text PRIMARY KEY NOT NULL,
	"address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_entries_of_project" ON "audit_entries" USING btree ("project_id","sequence");--> statement-breakpoint
CREATE INDEX "operator_requests_age" ON "operator_requests" USING btree ("created_at");--> statement-breakpoint
INSERT INTO "audit_head" ("is_head", "sequence", "hash") VALUES (true, 0, '');--> statement-breakpoint
-- What an entry's hash is computed of, besides the hash before it. The same text in every session: no time zone, no precision.
CREATE FUNCTION audit_content(entry audit_entries) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT jsonb_build_array(entry.sequence, entry.event_id, entry.project_id, entry.type, entry.actor, entry.request_id, entry.data,
		entry.address, entry.user_agent, round(extract(epoch FROM entry.created_at) * 1000)::bigint)::text
$$;--> statement-breakpoint
CREATE FUNCTION append_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	head audit_head;
	entry audit_entries;
BEGIN
	SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
	entry.sequence := head.sequence + 1;
	entry.event_id := NEW.id;
	entry.project_id := NEW.project_id;
	entry.type := NEW.type;
	entry.actor := NEW.actor;
	entry.request_id := NEW.request_id;
	entry.data := NEW.data;
	entry.created_at := NEW.created_at;
	SELECT request.address, request.user_agent INTO entry.address, entry.user_agent
		FROM operator_requests request WHERE request.request_id = NEW.request_id;
	entry.hash := sha256(head.hash || convert_to(audit_content(entry), 'UTF8'));
	INSERT INTO audit_entries SELECT entry.*;
	UPDATE audit_head SET sequence = entry.sequence, hash = entry.hash;
	RETURN NULL;
END $$;--> statement-breakpoint
-- Deferred to the commit, so that the head is locked last and briefly, whatever else the transaction locks. What people cause by
-- the thousand is left out, unless an operator did it; a new type of event is included.
CREATE CONSTRAINT TRIGGER events_audit AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (NEW.actor LIKE 'operator:%' OR split_part(NEW.type, '.', 1)
		<> ALL ('{verification,delivery,suppression,protection,user,identifier,social_account}'::text[]))
	EXECUTE FUNCTION append_audit_entry();--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'The table % is append-only.', TG_TABLE_NAME;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
