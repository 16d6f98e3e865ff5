const target = /\b(insert\s+into|delete\s+from|(?<!for\s|do\s|no\s+key\s)update)\s+(?:only\s+)?"?(\w+)"?/gi;
const mostCharacters = 120;

/** What a statement does to which tables, such as `INSERT verifications, INSERT events`. Contains no values. */
export function summaryOf(statement: string): string {
  const changes = [...statement.matchAll(target)].map(
    ([, verb = "", table]) => `${verb.split(/\s/)[0]!.toUpperCase()} ${table}`,
  );
  const source = /\bfrom\s+"?(\w+)"?/i.exec(statement)?.[1];
  const all = changes.length > 0 ? [...new Set(changes)] : [`SELECT${source ? ` ${source}` : ""}`];
  return all.join(", ").slice(0, mostCharacters);
}
