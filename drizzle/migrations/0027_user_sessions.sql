ALTER TABLE "opaque_tokens" ADD COLUMN "session_id" uuid;--> statement-breakpoint
CREATE INDEX "opaque_tokens_user" ON "opaque_tokens" USING btree ("user_id") WHERE "opaque_tokens"."session_id" is not null;--> statement-breakpoint
CREATE INDEX "opaque_tokens_session" ON "opaque_tokens" USING btree ("session_id") WHERE "opaque_tokens"."session_id" is not null;