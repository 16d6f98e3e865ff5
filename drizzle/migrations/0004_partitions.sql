ALTER TABLE "delivery_tries" DROP CONSTRAINT "delivery_tries_delivery_id_deliveries_id_fk";
--> statement-breakpoint
DROP INDEX "deliveries_recent";--> statement-breakpoint
DROP INDEX "deliveries_of_recipient";--> statement-breakpoint
DROP INDEX "deliveries_in_inbox";--> statement-breakpoint
DROP INDEX "verifications_recent";--> statement-breakpoint
DROP INDEX "verifications_of_identifier";--> statement-breakpoint
DROP INDEX "verifications_of_user";--> statement-breakpoint
CREATE INDEX "deliveries_recent" ON "deliveries" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_of_recipient" ON "deliveries" USING btree ("project_id",lower("recipient"),"id");--> statement-breakpoint
CREATE INDEX "deliveries_in_inbox" ON "deliveries" USING btree ("project_id","id") WHERE "deliveries"."provider_kind" = 'inbox';--> statement-breakpoint
CREATE INDEX "verifications_recent" ON "verifications" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "verifications_of_identifier" ON "verifications" USING btree ("identifier","id");--> statement-breakpoint
CREATE INDEX "verifications_of_user" ON "verifications" USING btree ("user_id","id") WHERE "verifications"."user_id" is not null;--> statement-breakpoint
ALTER INDEX "verifications_pkey" RENAME TO "verifications_initial_pkey";--> statement-breakpoint
ALTER INDEX "verifications_recent" RENAME TO "verifications_initial_recent";--> statement-breakpoint
ALTER INDEX "verifications_of_identifier" RENAME TO "verifications_initial_of_identifier";--> statement-breakpoint
ALTER INDEX "verifications_of_user" RENAME TO "verifications_initial_of_user";--> statement-breakpoint
ALTER TABLE "verifications" RENAME TO "verifications_initial";--> statement-breakpoint
CREATE TABLE "verifications" (LIKE "verifications_initial" INCLUDING DEFAULTS) PARTITION BY RANGE ("id");--> statement-breakpoint
ALTER TABLE "verifications" ADD PRIMARY KEY ("id");--> statement-breakpoint
CREATE INDEX "verifications_recent" ON "verifications" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "verifications_of_identifier" ON "verifications" USING btree ("identifier","id");--> statement-breakpoint
CREATE INDEX "verifications_of_user" ON "verifications" USING btree ("user_id","id") WHERE "user_id" is not null;--> statement-breakpoint
ALTER INDEX "deliveries_pkey" RENAME TO "deliveries_initial_pkey";--> statement-breakpoint
ALTER INDEX "deliveries_recent" RENAME TO "deliveries_initial_recent";--> statement-breakpoint
ALTER INDEX "deliveries_of_verification" RENAME TO "deliveries_initial_of_verification";--> statement-breakpoint
ALTER INDEX "deliveries_of_recipient" RENAME TO "deliveries_initial_of_recipient";--> statement-breakpoint
ALTER INDEX "deliveries_in_inbox" RENAME TO "deliveries_initial_in_inbox";--> statement-breakpoint
ALTER TABLE "deliveries" RENAME TO "deliveries_initial";--> statement-breakpoint
CREATE TABLE "deliveries" (LIKE "deliveries_initial" INCLUDING DEFAULTS) PARTITION BY RANGE ("id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD PRIMARY KEY ("id");--> statement-breakpoint
CREATE INDEX "deliveries_recent" ON "deliveries" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_of_verification" ON "deliveries" USING btree ("verification_id");--> statement-breakpoint
CREATE INDEX "deliveries_of_recipient" ON "deliveries" USING btree ("project_id",lower("recipient"),"id");--> statement-breakpoint
CREATE INDEX "deliveries_in_inbox" ON "deliveries" USING btree ("project_id","id") WHERE "provider_kind" = 'inbox';--> statement-breakpoint
ALTER INDEX "delivery_tries_delivery_id_number_pk" RENAME TO "delivery_tries_initial_pk";--> statement-breakpoint
ALTER TABLE "delivery_tries" RENAME TO "delivery_tries_initial";--> statement-breakpoint
CREATE TABLE "delivery_tries" (LIKE "delivery_tries_initial" INCLUDING DEFAULTS) PARTITION BY RANGE ("delivery_id");--> statement-breakpoint
ALTER TABLE "delivery_tries" ADD CONSTRAINT "delivery_tries_delivery_id_number_pk" PRIMARY KEY ("delivery_id","number");--> statement-breakpoint
ALTER INDEX "events_project_id_id_pk" RENAME TO "events_initial_pk";--> statement-breakpoint
ALTER INDEX "events_of_verification" RENAME TO "events_initial_of_verification";--> statement-breakpoint
ALTER TABLE "events" RENAME TO "events_initial";--> statement-breakpoint
CREATE TABLE "events" (LIKE "events_initial" INCLUDING DEFAULTS) PARTITION BY RANGE ("id");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_project_id_id_pk" PRIMARY KEY ("project_id","id");--> statement-breakpoint
CREATE INDEX "events_of_verification" ON "events" USING btree ("verification_id");--> statement-breakpoint
-- What exists becomes the first partition, up to the end of the month (of tomorrow: clocks may differ). Ids begin with their
-- time in milliseconds. lib/db/partitions.ts makes the partitions that follow.
DO $$
DECLARE
	month_end timestamptz := date_trunc('month', now() + interval '1 day', 'UTC') + interval '1 month';
	first_later_id uuid := (lpad(to_hex((extract(epoch from month_end) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['verifications', 'deliveries', 'delivery_tries', 'events'] LOOP
		EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)', name, name || '_initial', first_later_id);
		EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', name || '_default', name);
	END LOOP;
END $$;
