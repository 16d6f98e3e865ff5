CREATE TABLE "policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"policy" jsonb NOT NULL
);
--> statement-breakpoint
DROP INDEX "events_recent";--> statement-breakpoint
DROP INDEX "events_of_verification";--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "events_pkey";--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_project_id_id_pk" PRIMARY KEY("project_id","id");--> statement-breakpoint
CREATE INDEX "events_of_verification" ON "events" USING btree ("verification_id");--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "policy_id" uuid;--> statement-breakpoint
UPDATE "verifications" SET "policy_id" = left(encode(sha256(convert_to("policy"::text, 'UTF8')), 'hex'), 32)::uuid;--> statement-breakpoint
INSERT INTO "policies" ("id", "policy") SELECT DISTINCT ON ("policy_id") "policy_id", "policy" FROM "verifications" ON CONFLICT DO NOTHING;--> statement-breakpoint
ALTER TABLE "verifications" ALTER COLUMN "policy_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "verifications" DROP COLUMN "policy";
