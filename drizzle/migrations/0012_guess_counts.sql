CREATE TABLE "guess_counts" (
	"project_id" uuid NOT NULL,
	"minute" timestamp (3) with time zone NOT NULL,
	"subject" text NOT NULL,
	"wrong" integer NOT NULL,
	"correct" integer NOT NULL,
	CONSTRAINT "guess_counts_project_id_minute_subject_pk" PRIMARY KEY("project_id","minute","subject")
);
