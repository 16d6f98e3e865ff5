DROP INDEX "deliveries_of_recipient";--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "verification_id" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "deliveries_in_inbox" ON "deliveries" USING btree ("project_id","created_at","id") WHERE "deliveries"."provider_kind" = 'inbox';--> statement-breakpoint
CREATE INDEX "deliveries_of_recipient" ON "deliveries" USING btree ("project_id",lower("recipient"),"created_at");--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "only_provider_id";