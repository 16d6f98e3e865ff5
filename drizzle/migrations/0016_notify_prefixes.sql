-- Processes cache which prefixes are paused. Statistics change much more often, and nobody needs to hear of them.
CREATE TRIGGER notify_new_pause AFTER INSERT ON "phone_prefixes"
FOR EACH ROW WHEN (NEW.paused_at IS NOT NULL) EXECUTE FUNCTION notify_change('project_id');
--> statement-breakpoint
CREATE TRIGGER notify_change AFTER UPDATE ON "phone_prefixes"
FOR EACH ROW WHEN ((OLD.paused_at, OLD.paused_until) IS DISTINCT FROM (NEW.paused_at, NEW.paused_until))
EXECUTE FUNCTION notify_change('project_id');
