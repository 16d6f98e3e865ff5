DROP INDEX "deliveries_age";--> statement-breakpoint
DROP INDEX "events_age";--> statement-breakpoint
DROP INDEX "verifications_age";--> statement-breakpoint
DROP INDEX "verifications_of_user";--> statement-breakpoint
CREATE INDEX "verifications_of_user" ON "verifications" USING btree ("user_id","created_at") WHERE "verifications"."user_id" is not null;