CREATE TABLE "hourly_refusals" (
	"project_id" uuid NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "hourly_refusals_project_id_hour_reason_pk" PRIMARY KEY("project_id","hour","reason")
);
--> statement-breakpoint
CREATE TABLE "hourly_verifications" (
	"project_id" uuid NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
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
	CONSTRAINT "hourly_verifications_project_id_hour_channel_country_provider_purpose_dialect_locale_pk" PRIMARY KEY("project_id","hour","channel","country","provider","purpose","dialect","locale")
);
--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "country" text;