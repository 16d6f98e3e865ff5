-- Rows that are updated in place leave room on their page for the next version, so that counting an attempt or
-- claiming a delivery touches no index (heap-only updates).
ALTER TABLE "verifications" SET (fillfactor = 85);--> statement-breakpoint
ALTER TABLE "deliveries" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);--> statement-breakpoint
ALTER TABLE "budgets" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "request_limits" SET (fillfactor = 50);
