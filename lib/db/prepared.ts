import { is, Placeholder } from "drizzle-orm";
import { auditEvent, inProject, isDistributed, onShards } from "./citus";
import { type Db, db } from "./client";

interface Executable<Row> {
  execute(values?: Record<string, unknown>): Promise<Row[]>;
}

/** The values of a statement's placeholders, and others, which it ignores. */
type Values = Record<string, unknown> | object;

/**
 * A statement that is compiled once and prepared once per connection. Unprepared, it costs twice as much
 * (docs/performance.md), so all hot statements use this, at module level.
 */
export function prepared<Given extends Values, Row>(build: (db: Db) => Executable<Row>) {
  let made: { on: Db; statement: Executable<Row> } | undefined;
  return (values: Given): Promise<Row[]> => {
    const on = db();
    if (made?.on !== on) {
      made = { on, statement: build(on) };
      shareParameters(made.statement);
    }
    return made.statement.execute(values as Record<string, unknown>);
  };
}

/**
 * Gives all occurrences of a placeholder one parameter. drizzle makes a parameter for each, and large statements name some values
 * five times, which all have to be encoded, sent and parsed.
 */
function shareParameters(statement: object): void {
  // drizzle's own fields, which its types hide. A statement of another kind stays as it is.
  const query = statement as { queryString?: unknown; params?: unknown };
  if (typeof query.queryString !== "string" || !Array.isArray(query.params)) return;
  const kept: unknown[] = [];
  const places = new Map<string, number>();
  const numbers = query.params.map((param) => {
    const known = is(param, Placeholder) ? places.get(param.name) : undefined;
    if (known !== undefined) return known;
    kept.push(param);
    if (is(param, Placeholder)) places.set(param.name, kept.length);
    return kept.length;
  });
  query.queryString = query.queryString.replace(/\$(\d+)/g, (_, number) => `$${numbers[Number(number) - 1]}`);
  query.params = kept;
}

/**
 * The same for a statement that only concerns rows of one project, `projectId`. On Citus, it runs on the server that has them, so it
 * can read and write any distributed or reference table (`distribute.ts`), but no other. It names tables as drizzle does, in quotes.
 */
export function preparedInProject<Given extends Values, Row>(build: (db: Db) => Executable<Row>) {
  const run = prepared<Given & { projectId: string }, Row>((on) =>
    build(isDistributed() ? onShards(on) : on),
  );
  return async (values: Given & { projectId: string }): Promise<Row[]> => {
    if (!isDistributed()) return run(values);
    const { projectId, eventId, actor } = values as { projectId: string; eventId?: unknown; actor?: unknown };
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
export function preparedInForms<Form extends Record<string, string | boolean>, Given extends Values, Row>(
  build: (db: Db, form: Form) => Executable<Row>,
) {
  const forms = new Map<string, (values: Given & { projectId: string }) => Promise<Row[]>>();
  return (form: Form, values: Given & { projectId: string }): Promise<Row[]> => {
    const key = Object.values(form).join();
    let run = forms.get(key);
    if (!run) {
      run = preparedInProject<Given, Row>((db) => build(db, form));
      forms.set(key, run);
    }
    return run(values);
  };
}
