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
ALTER TABLE "deliveries" ADD COLUMN "custom_message" jsonb;--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "connector_id" uuid;--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "social_proof" jsonb;--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "lane" text;--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "updates_primary" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_accounts" ADD CONSTRAINT "social_accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_key_id" ON "signing_keys" USING btree ("key_id");--> statement-breakpoint
CREATE INDEX "signing_keys_expiry" ON "signing_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "authorization_requests_state" ON "authorization_requests" USING btree ("state_hash");--> statement-breakpoint
CREATE INDEX "authorization_requests_verification" ON "authorization_requests" USING btree ("verification_id");--> statement-breakpoint
CREATE INDEX "authorization_requests_expiry" ON "authorization_requests" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "connectors_target" ON "connectors" USING btree ("project_id","target");--> statement-breakpoint
CREATE UNIQUE INDEX "social_accounts_subject" ON "social_accounts" USING btree ("project_id","provider","subject");--> statement-breakpoint
CREATE INDEX "social_accounts_of_user" ON "social_accounts" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "social_accounts_recent" ON "social_accounts" USING btree ("project_id","created_at","id");