-- Tells every process that a watched verification has changed, or one of its deliveries (lib/db/changes.ts). Only watched rows
-- notify: NOTIFY takes a lock on the whole server when the transaction commits.
CREATE FUNCTION notify_watchers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('countersign_changes', 'verifications ' || (to_jsonb(NEW) ->> TG_ARGV[0]));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER notify_watchers AFTER UPDATE ON "verifications"
FOR EACH ROW WHEN (OLD.is_watched) EXECUTE FUNCTION notify_watchers('id');
--> statement-breakpoint
CREATE TRIGGER notify_watchers AFTER UPDATE OF "finished_at", "status" ON "deliveries"
FOR EACH ROW WHEN (OLD.is_watched) EXECUTE FUNCTION notify_watchers('verification_id');
