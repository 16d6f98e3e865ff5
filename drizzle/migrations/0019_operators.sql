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
CREATE TABLE "operator_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"invited_by" uuid,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operator_passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"operator_id" uuid NOT NULL,
	"name" text NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"signature_count" bigint NOT NULL,
	"transports" text[] DEFAULT '{}' NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operator_recovery_codes" (
	"operator_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "operator_recovery_codes_operator_id_code_hash_pk" PRIMARY KEY("operator_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "operator_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"operator_id" uuid NOT NULL,
	"second_factor_at" timestamp (3) with time zone,
	"address" text,
	"user_agent" text,
	"last_used_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operator_totp" (
	"operator_id" uuid PRIMARY KEY NOT NULL,
	"sealed_secret" "bytea" NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"guesses" integer DEFAULT 0 NOT NULL,
	"guesses_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "operator_invitations" ADD CONSTRAINT "operator_invitations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_invitations" ADD CONSTRAINT "operator_invitations_invited_by_operators_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."operators"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_passkeys" ADD CONSTRAINT "operator_passkeys_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_recovery_codes" ADD CONSTRAINT "operator_recovery_codes_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_sessions" ADD CONSTRAINT "operator_sessions_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_totp" ADD CONSTRAINT "operator_totp_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_of_project" ON "audit_entries" USING btree ("project_id","sequence");--> statement-breakpoint
CREATE INDEX "operator_requests_age" ON "operator_requests" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "operator_invitations_hash" ON "operator_invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "operator_invitations_of_project" ON "operator_invitations" USING btree ("project_id",lower("email"));--> statement-breakpoint
CREATE INDEX "operator_invitations_expiry" ON "operator_invitations" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "operator_passkeys_credential" ON "operator_passkeys" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "operator_passkeys_of_operator" ON "operator_passkeys" USING btree ("operator_id");--> statement-breakpoint
CREATE INDEX "operator_sessions_of_operator" ON "operator_sessions" USING btree ("operator_id");--> statement-breakpoint
CREATE INDEX "operator_sessions_expiry" ON "operator_sessions" USING btree ("expires_at");--> statement-breakpoint
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
