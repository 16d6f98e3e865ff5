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
