ALTER TABLE "budgets" ADD COLUMN "full_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "link_template" text;