CREATE TABLE "shadow_endpoints" (
	"project_id" uuid NOT NULL,
	"dialect" text NOT NULL,
	"endpoint" text NOT NULL,
	"requests" bigint NOT NULL,
	"same" bigint NOT NULL,
	"not_compared" jsonb NOT NULL,
	"differences" jsonb NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "shadow_endpoints_project_id_dialect_endpoint_pk" PRIMARY KEY("project_id","dialect","endpoint")
);
--> statement-breakpoint
ALTER TABLE "shadow_endpoints" ADD CONSTRAINT "shadow_endpoints_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;