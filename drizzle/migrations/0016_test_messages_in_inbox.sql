DROP INDEX "deliveries_in_inbox";--> statement-breakpoint
CREATE INDEX "deliveries_in_inbox" ON "deliveries" USING btree ("project_id","id") WHERE "deliveries"."provider_kind" in ('inbox', 'test');