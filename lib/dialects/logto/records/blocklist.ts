import type { Project } from "@/lib/projects";
import { type LogtoError, logtoError } from "../errors";

export const blocklistRefusals = [
  "session.email_blocklist.invalid_email",
  "session.email_blocklist.email_subaddressing_not_allowed",
  "session.email_blocklist.email_not_allowed",
] as const;

type Blocked = { ok: false; refusal: LogtoError<(typeof blocklistRefusals)[number]> };

/** Checks a new address against the project's lists, in the vendor's order. Null: it is allowed. */
export function blockedEmail({ settings }: Project, email: string): Blocked | null {
  const policy = settings.dialects.logto.signInExperience.emailBlocklistPolicy;
  const at = email.lastIndexOf("@");
  if (at < 0 || at === email.length - 1) return logtoError("session.email_blocklist.invalid_email");
  if (policy.blockSubaddressing && email.slice(0, at).includes("+"))
    return logtoError("session.email_blocklist.email_subaddressing_not_allowed", { status: 422 });
  const isIn = (list: readonly string[]) => list.some((item) => matches(item, email));
  const { customAllowlist, customBlocklist } = policy;
  const isRefused = (customAllowlist.length > 0 && !isIn(customAllowlist)) || isIn(customBlocklist);
  return isRefused
    ? logtoError("session.email_blocklist.email_not_allowed", { status: 422, slots: { email } })
    : null;
}

/** `@domain` matches all its addresses; anything else is a whole address. `*` matches any text. */
function matches(item: string, email: string): boolean {
  const address = comparable(email);
  if (item.startsWith("@"))
    return like(comparable(`x${item}`).slice(1), address.slice(address.lastIndexOf("@")));
  return like(comparable(item), address);
}

/** Gmail has two domains and ignores dots in the local part. */
function comparable(email: string): string {
  const lower = email.toLowerCase();
  const at = lower.lastIndexOf("@");
  const domain = lower.slice(at + 1);
  if (domain !== "gmail.com" && domain !== "googlemail.com") return lower;
  return `${lower.slice(0, at).replaceAll(".", "")}@gmail.com`;
}

/** Matches piece by piece, so that many asterisks cannot make it slow. */
function like(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return text === first;
  const last = rest.pop()!;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > end) return false;
    from = found + piece.length;
  }
  return true;
}
