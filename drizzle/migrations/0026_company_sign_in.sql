CREATE TABLE "operator_company_accounts" (
	"operator_id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "operator_company_accounts_operator_id_issuer_pk" PRIMARY KEY("operator_id","issuer")
);
--> statement-breakpoint
ALTER TABLE "operator_sessions" ADD COLUMN "has_company_mfa" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "operator_company_accounts" ADD CONSTRAINT "operator_company_accounts_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "operator_company_accounts_subject" ON "operator_company_accounts" USING btree ("issuer","subject");