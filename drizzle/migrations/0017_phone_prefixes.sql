CREATE TABLE "phone_prefixes" (
	"project_id" uuid NOT NULL,
	"prefix" text NOT NULL,
	"kind" text NOT NULL,
	"country" text,
	"busiest_hour" integer DEFAULT 0 NOT NULL,
	"verified" integer DEFAULT 0 NOT NULL,
	"past_sent" integer DEFAULT 0 NOT NULL,
	"past_verified" integer DEFAULT 0 NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"paused_until" timestamp (3) with time zone,
	"pause_reason" text,
	"pause_numbers" jsonb,
	"pause_count" integer DEFAULT 0 NOT NULL,
	"reopened_at" timestamp (3) with time zone,
	CONSTRAINT "phone_prefixes_project_id_prefix_pk" PRIMARY KEY("project_id","prefix")
);
--> statement-breakpoint
CREATE TABLE "prefix_statistics" (
	"project_id" uuid NOT NULL,
	"bucket" timestamp (3) with time zone NOT NULL,
	"block" text NOT NULL,
	"sent" integer NOT NULL,
	"verified" integer NOT NULL,
	CONSTRAINT "prefix_statistics_project_id_bucket_block_pk" PRIMARY KEY("project_id","bucket","block")
);
--> statement-breakpoint
CREATE INDEX "phone_prefixes_paused" ON "phone_prefixes" USING btree ("project_id") WHERE "phone_prefixes"."paused_at" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_to_phones" ON "deliveries" USING btree ("id") WHERE "deliveries"."channel" <> 'email';
--> statement-breakpoint
-- Processes cache which prefixes are paused. Statistics change much more often, and nobody needs to hear of them.
CREATE TRIGGER notify_new_pause AFTER INSERT ON "phone_prefixes"
FOR EACH ROW WHEN (NEW.paused_at IS NOT NULL) EXECUTE FUNCTION notify_change('project_id');
--> statement-breakpoint
CREATE TRIGGER notify_change AFTER UPDATE ON "phone_prefixes"
FOR EACH ROW WHEN ((OLD.paused_at, OLD.paused_until) IS DISTINCT FROM (NEW.paused_at, NEW.paused_until))
EXECUTE FUNCTION notify_change('project_id');
