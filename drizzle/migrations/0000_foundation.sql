CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"dialect" text,
	"wire_context" jsonb,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "opaque_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"project_id" uuid,
	"user_id" uuid,
	"operator_id" uuid,
	"client" text,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operator_roles" (
	"operator_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "operator_roles_operator_id_project_id_pk" PRIMARY KEY("operator_id","project_id")
);
--> statement-breakpoint
CREATE TABLE "operators" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"last_signed_in_at" timestamp (3) with time zone,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key_id" text NOT NULL,
	"algorithm" text NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"sealed_private_jwk" "bytea" NOT NULL,
	"signs_until" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"verification_id" uuid NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"locale" text NOT NULL,
	"template" text NOT NULL,
	"custom_message" jsonb,
	"trigger" text DEFAULT 'request' NOT NULL,
	"backs_up_id" uuid,
	"try_count" integer DEFAULT 0 NOT NULL,
	"provider_id" uuid,
	"provider_kind" text,
	"try_started_at" timestamp (3) with time zone,
	"try_finished_at" timestamp (3) with time zone,
	"try_outcome" text,
	"provider_code" text,
	"explanation" text,
	"provider_message_id" text,
	"finished_at" timestamp (3) with time zone,
	"outcome" text,
	"reason" text,
	"status" text,
	"status_at" timestamp (3) with time zone,
	"status_code" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery_tries" (
	"delivery_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"provider_id" uuid NOT NULL,
	"provider_kind" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"outcome" text,
	"provider_code" text,
	"explanation" text,
	"provider_message_id" text,
	CONSTRAINT "delivery_tries_delivery_id_number_pk" PRIMARY KEY("delivery_id","number")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"delivery_id" uuid PRIMARY KEY NOT NULL,
	"run_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"chosen_provider_id" uuid
);
--> statement-breakpoint
CREATE TABLE "provider_pauses" (
	"provider_id" uuid PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"explanation" text NOT NULL,
	"paused_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "providers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"channels" text[] NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"channel_positions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"config" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"secrets" "bytea",
	"is_enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"delivery_id" uuid,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"verification_id" uuid,
	"type" text NOT NULL,
	"actor" text NOT NULL,
	"request_id" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"project_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"status" integer,
	"body" jsonb,
	"locked_until" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_project_id_endpoint_key_pk" PRIMARY KEY("project_id","endpoint","key")
);
--> statement-breakpoint
CREATE TABLE "request_limits" (
	"key" text NOT NULL,
	"window_starts_at" timestamp (3) with time zone NOT NULL,
	"leased" bigint NOT NULL,
	CONSTRAINT "request_limits_key_window_starts_at_pk" PRIMARY KEY("key","window_starts_at")
);
--> statement-breakpoint
CREATE TABLE "wire_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"dialect" text NOT NULL,
	"document" jsonb NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT 'ordinary' NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "projects_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "authorization_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"verification_id" uuid NOT NULL,
	"connector_id" uuid NOT NULL,
	"state_hash" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"redirect_uri" text NOT NULL,
	"scope" text NOT NULL,
	"browser_hash" "bytea",
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connectors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"target" text NOT NULL,
	"name" text NOT NULL,
	"logo_url" text,
	"config" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"secrets" "bytea",
	"is_enabled" boolean DEFAULT true NOT NULL,
	"wire_context" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connectors_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "social_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"connector_id" uuid,
	"provider" text NOT NULL,
	"issuer" text,
	"subject" text NOT NULL,
	"profile" jsonb NOT NULL,
	"raw_claims" jsonb,
	"evidence" text NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"last_verification_id" uuid,
	"wire_context" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "social_accounts_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "identifiers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"type" text NOT NULL,
	"value" text NOT NULL,
	"normalized" text NOT NULL,
	"is_primary" boolean DEFAULT false NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"evidence" text,
	"last_verification_id" uuid,
	"wire_context" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identifiers_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "user_passwords" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"project_id" uuid NOT NULL,
	"external_id" text,
	"name" text,
	"wire_context" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"instants" timestamp (3) with time zone[] NOT NULL,
	"capacity" integer NOT NULL,
	"empty_at" timestamp (3) with time zone NOT NULL,
	"full_until" timestamp (3) with time zone,
	CONSTRAINT "budgets_project_id_kind_key_pk" PRIMARY KEY("project_id","kind","key")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"dialect" text NOT NULL,
	"purpose" text NOT NULL,
	"policy_name" text NOT NULL,
	"policy" jsonb NOT NULL,
	"identifier_type" text,
	"identifier_value" text,
	"identifier" text,
	"is_identifier_open" boolean DEFAULT false NOT NULL,
	"channel" text,
	"user_id" uuid,
	"connector_id" uuid,
	"social_proof" jsonb,
	"client" text,
	"updates_primary" boolean DEFAULT false NOT NULL,
	"locale" text NOT NULL,
	"return_url" text,
	"link_template" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"wire_context" jsonb,
	"requested_from" text,
	"secret_key_id" text NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"issued_at" timestamp (3) with time zone,
	"is_decoy" boolean DEFAULT false NOT NULL,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"send_count" integer DEFAULT 0 NOT NULL,
	"next_send_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"code_expires_at" timestamp (3) with time zone NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"method" text,
	"verified_by" text,
	"canceled_at" timestamp (3) with time zone,
	"cancel_reason" text
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opaque_tokens" ADD CONSTRAINT "opaque_tokens_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_roles" ADD CONSTRAINT "operator_roles_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_roles" ADD CONSTRAINT "operator_roles_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_tries" ADD CONSTRAINT "delivery_tries_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_pauses" ADD CONSTRAINT "provider_pauses_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "providers" ADD CONSTRAINT "providers_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_accounts" ADD CONSTRAINT "social_accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identifiers" ADD CONSTRAINT "identifiers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_passwords" ADD CONSTRAINT "user_passwords_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_prefix" ON "api_keys" USING btree ("prefix");--> statement-breakpoint
CREATE INDEX "api_keys_project" ON "api_keys" USING btree ("project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "opaque_tokens_hash" ON "opaque_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "opaque_tokens_expiry" ON "opaque_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "operators_email" ON "operators" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_key_id" ON "signing_keys" USING btree ("key_id");--> statement-breakpoint
CREATE INDEX "signing_keys_expiry" ON "signing_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "deliveries_recent" ON "deliveries" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "deliveries_of_verification" ON "deliveries" USING btree ("verification_id");--> statement-breakpoint
CREATE INDEX "deliveries_of_recipient" ON "deliveries" USING btree ("project_id",lower("recipient"),"created_at");--> statement-breakpoint
CREATE INDEX "deliveries_in_inbox" ON "deliveries" USING btree ("project_id","created_at","id") WHERE "deliveries"."provider_kind" = 'inbox';--> statement-breakpoint
CREATE INDEX "deliveries_age" ON "deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("run_at");--> statement-breakpoint
CREATE INDEX "providers_of_project" ON "providers" USING btree ("project_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_of_recipient" ON "suppressions" USING btree ("project_id","recipient","channel");--> statement-breakpoint
CREATE INDEX "suppressions_recent" ON "suppressions" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "events_recent" ON "events" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "events_of_verification" ON "events" USING btree ("verification_id","created_at");--> statement-breakpoint
CREATE INDEX "events_age" ON "events" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "wire_sessions_expiry" ON "wire_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "authorization_requests_state" ON "authorization_requests" USING btree ("state_hash");--> statement-breakpoint
CREATE INDEX "authorization_requests_verification" ON "authorization_requests" USING btree ("verification_id");--> statement-breakpoint
CREATE INDEX "authorization_requests_expiry" ON "authorization_requests" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "connectors_target" ON "connectors" USING btree ("project_id","target");--> statement-breakpoint
CREATE UNIQUE INDEX "social_accounts_subject" ON "social_accounts" USING btree ("project_id","provider","subject");--> statement-breakpoint
CREATE INDEX "social_accounts_of_user" ON "social_accounts" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "social_accounts_recent" ON "social_accounts" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "identifiers_of_user" ON "identifiers" USING btree ("user_id","type","normalized");--> statement-breakpoint
CREATE UNIQUE INDEX "identifiers_verified_once" ON "identifiers" USING btree ("project_id","type","normalized") WHERE "identifiers"."verified_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "identifiers_one_primary" ON "identifiers" USING btree ("user_id","type") WHERE "identifiers"."is_primary";--> statement-breakpoint
CREATE INDEX "identifiers_by_value" ON "identifiers" USING btree ("project_id","type","normalized");--> statement-breakpoint
CREATE INDEX "identifiers_recent" ON "identifiers" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_external_id" ON "users" USING btree ("project_id","external_id");--> statement-breakpoint
CREATE INDEX "users_recent" ON "users" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "verifications_recent" ON "verifications" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "verifications_of_identifier" ON "verifications" USING btree ("identifier","created_at");--> statement-breakpoint
CREATE INDEX "verifications_of_user" ON "verifications" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "verifications_age" ON "verifications" USING btree ("created_at");