-- Rows that belong to a delivery or user name its project themselves, which decides where they are when tables are distributed
-- (lib/db/citus.ts).
-- In the order in which running processes lock them, so that none of their statements is ended by a deadlock.
LOCK TABLE "identifiers", "user_passwords", "outbox", "delivery_tries" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "delivery_tries" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "user_passwords" ADD COLUMN "project_id" uuid;--> statement-breakpoint
UPDATE "outbox" o SET "project_id" = d."project_id" FROM "deliveries" d WHERE d."id" = o."delivery_id";--> statement-breakpoint
UPDATE "delivery_tries" t SET "project_id" = d."project_id" FROM "deliveries" d WHERE d."id" = t."delivery_id";--> statement-breakpoint
UPDATE "user_passwords" p SET "project_id" = u."project_id" FROM "users" u WHERE u."id" = p."user_id";--> statement-breakpoint
-- Retention has deleted their deliveries.
DELETE FROM "outbox" WHERE "project_id" IS NULL;--> statement-breakpoint
DELETE FROM "delivery_tries" WHERE "project_id" IS NULL;--> statement-breakpoint
ALTER TABLE "delivery_tries" ALTER COLUMN "project_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "user_passwords" ALTER COLUMN "project_id" SET NOT NULL;--> statement-breakpoint
-- A process of the version before does not name the project. It runs until it is replaced.
CREATE FUNCTION "name_project"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_table_name = 'user_passwords' THEN
    new.project_id := (SELECT u.project_id FROM users u WHERE u.id = new.user_id);
  ELSE
    new.project_id := (SELECT d.project_id FROM deliveries d WHERE d.id = new.delivery_id);
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
-- Its statement inserts the delivery as well, perhaps later: only afterwards both are there. So this column can be null for a moment.
CREATE FUNCTION "name_project_afterwards"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE outbox o SET project_id = d.project_id FROM deliveries d WHERE o.delivery_id = new.delivery_id AND d.id = new.delivery_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "name_project" AFTER INSERT ON "outbox" FOR EACH ROW WHEN (new.project_id IS NULL) EXECUTE FUNCTION "name_project_afterwards"();--> statement-breakpoint
CREATE TRIGGER "name_project" BEFORE INSERT ON "delivery_tries" FOR EACH ROW WHEN (new.project_id IS NULL) EXECUTE FUNCTION "name_project"();--> statement-breakpoint
CREATE TRIGGER "name_project" BEFORE INSERT ON "user_passwords" FOR EACH ROW WHEN (new.project_id IS NULL) EXECUTE FUNCTION "name_project"();--> statement-breakpoint
-- PostgreSQL reports the oldest index that a row violates. That the user has the value comes before that somebody has it.
DROP INDEX "identifiers_of_user";--> statement-breakpoint
DROP INDEX "identifiers_verified_once";--> statement-breakpoint
DROP INDEX "identifiers_one_primary";--> statement-breakpoint
CREATE UNIQUE INDEX "identifiers_of_user" ON "identifiers" USING btree ("user_id","type","normalized","project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "identifiers_verified_once" ON "identifiers" USING btree ("project_id","type","normalized") WHERE "identifiers"."verified_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "identifiers_one_primary" ON "identifiers" USING btree ("user_id","type","project_id") WHERE "identifiers"."is_primary";
