CREATE TABLE "daily_verifications" (
	"project_id" uuid NOT NULL,
	"day" timestamp (3) with time zone NOT NULL,
	"channel" text NOT NULL,
	"country" text NOT NULL,
	"provider" text NOT NULL,
	"purpose" text NOT NULL,
	"dialect" text NOT NULL,
	"locale" text NOT NULL,
	"started" integer NOT NULL,
	"sent" integer NOT NULL,
	"delivered" integer NOT NULL,
	"answered" integer NOT NULL,
	"verified" integer NOT NULL,
	"verified_within" integer[] NOT NULL,
	"sent_within" integer[] NOT NULL,
	"sms_sent" integer DEFAULT 0 NOT NULL,
	"calls_sent" integer DEFAULT 0 NOT NULL,
	"whatsapp_sent" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "daily_verifications_project_id_day_channel_country_provider_purpose_dialect_locale_pk" PRIMARY KEY("project_id","day","channel","country","provider","purpose","dialect","locale")
);
--> statement-breakpoint
ALTER TABLE "hourly_verifications" ADD COLUMN "sms_sent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "hourly_verifications" ADD COLUMN "calls_sent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "hourly_verifications" ADD COLUMN "whatsapp_sent" integer DEFAULT 0 NOT NULL;