ALTER TABLE "deliveries" ADD COLUMN "is_watched" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "verifications" ADD COLUMN "is_watched" boolean DEFAULT false NOT NULL;