import { getText } from "../../../../_text/get-text";
import type { Translator } from "../../../../_text/translator";

interface Line {
  /** Such as `policies.confirm.email.codeLength`. */
  member: string;
  before: string;
  after: string;
}

/** What differs, one line for each member. Nothing for entries without values. */
export async function ChangeDetails({ data }: { data: Record<string, unknown> }) {
  const t = await getText();
  const lines = linesOf("", data.before ?? {}, data.after ?? {}, t);
  if (lines.length === 0) return null;
  return (
    <details className="mt-1 text-xs">
      <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-foreground">
        {t("audit.details")}
      </summary>
      <table className="mt-1 w-full text-start">
        <thead>
          <tr className="text-muted">
            {[t("audit.member"), t("audit.before"), t("audit.after")].map((heading) => (
              <th key={heading} scope="col" className="pe-3 text-start font-medium">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="align-top font-mono">
          {lines.map(({ member, before, after }) => (
            <tr key={member}>
              <td className="break-all pe-3">{member}</td>
              <td className="break-all pe-3 text-muted">{before}</td>
              <td className="break-all">{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function linesOf(path: string, before: unknown, after: unknown, t: Translator): Line[] {
  if (!isMembers(before) || !isMembers(after))
    return [{ member: path, before: shown(before, t), after: shown(after, t) }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => linesOf(path ? `${path}.${name}` : name, before[name], after[name], t));
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown, t: Translator): string {
  if (value === null || value === undefined) return t("audit.nothing");
  return typeof value === "string" ? value : JSON.stringify(value);
}
