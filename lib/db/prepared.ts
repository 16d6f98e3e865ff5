import { auditEvent, inProject, isDistributed, onShards } from "./citus";
import { type Db, db } from "./client";

interface Executable<Row> {
  execute(values?: Record<string, unknown>): Promise<Row[]>;
}

/**
 * A statement that is compiled once and prepared once per connection. Unprepared, it costs twice as much
 * (docs/performance.md), so all hot statements use this, at module level.
 */
export function prepared<Values extends Record<string, unknown>, Row>(build: (db: Db) => Executable<Row>) {
  let made: { on: Db; statement: Executable<Row> } | undefined;
  return (values: Values): Promise<Row[]> => {
    const on = db();
    if (made?.on !== on) made = { on, statement: build(on) };
    return made.statement.execute(values);
  };
}

/**
 * The same for a statement that only concerns rows of one project, `projectId`. On Citus, it runs on the server that has them, so it
 * can read and write any distributed or reference table (`distribute.ts`), but no other. It names tables as drizzle does, in quotes.
 */
export function preparedInProject<Values extends Record<string, unknown>, Row>(
  build: (db: Db) => Executable<Row>,
) {
  const run = prepared<Values & { projectId: string }, Row>((on) =>
    build(isDistributed() ? onShards(on) : on),
  );
  return async (values: Values & { projectId: string }): Promise<Row[]> => {
    if (!isDistributed()) return run(values);
    const { projectId, eventId, actor } = values;
    const rows = await inProject(projectId, () => run(values));
    if (typeof actor === "string" && actor.startsWith("operator:") && typeof eventId === "string")
      await auditEvent(db(), projectId, eventId);
    return rows;
  };
}

/**
 * The same for a statement in several forms, each of which is built when it is first needed. PostgreSQL prepares for everything in
 * a statement on each call, so a form without what is not needed costs less. Every connection keeps every form, so let there be few.
 */
export function preparedInForms<
  Form extends Record<string, string | boolean>,
  Values extends Record<string, unknown>,
  Row,
>(build: (db: Db, form: Form) => Executable<Row>) {
  const forms = new Map<string, (values: Values & { projectId: string }) => Promise<Row[]>>();
  return (form: Form, values: Values & { projectId: string }): Promise<Row[]> => {
    const key = Object.values(form).join();
    let run = forms.get(key);
    if (!run) {
      run = preparedInProject<Values, Row>((db) => build(db, form));
      forms.set(key, run);
    }
    return run(values);
  };
}
