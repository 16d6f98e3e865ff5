import { channelsOf } from "@/lib/delivery";
import type { Channel, Policy, Project } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import {
  type Identifier,
  type IdentifierInput,
  type IdentifierRefusal,
  keepAsText,
  parseIdentifier,
  textOf,
} from "@/lib/users";
import type { SendRefusal } from "./refusals";

export interface Recipient {
  identifier: Identifier;
  /** What look-up by key compares. */
  key: string;
  channel: Channel;
  /** Whether the project has a provider for the channel. Not asked where we do not deliver. */
  hasProvider: boolean;
}

/** An identifier, and what look-up by key takes it for, as the policy has it. */
export function identify(
  given: IdentifierInput,
  { identifiers, match }: Partial<Policy> = {},
): Result<{ identifier: Identifier; key: string }, IdentifierRefusal> {
  const parsed = parseIdentifier(given);
  const identifier = parsed.ok || identifiers !== "asGiven" ? parsed : keepAsText(given);
  if (!identifier.ok) return identifier;
  const key = match === "exact" ? textOf(given) : identifier.value.normalized;
  return ok({ identifier: identifier.value, key });
}

/**
 * Who is written to, and by which road: refused if the project does not serve that country, or has no such road. What
 * is not delivered by us needs no road.
 */
export async function findRecipient(
  project: Project,
  given: IdentifierInput,
  { asked, rules = {} }: { asked?: string; rules?: Partial<Policy> } = {},
): Promise<Result<Recipient, IdentifierRefusal | SendRefusal>> {
  const identified = identify(given, rules);
  if (!identified.ok) return identified;
  const { identifier, key } = identified.value;
  const channel: Channel = identifier.type === "email" ? "email" : "sms";
  if (asked !== undefined && asked !== channel)
    return refuse({ code: "channel_not_supported", channel: asked });
  const { countries } = project.settings;
  if (channel === "sms" && countries && !countries.includes(identifier.country ?? "")) {
    return refuse({ code: "country_not_allowed", country: identifier.country });
  }
  const hasProvider = rules.deliver === "return" || (await channelsOf(project.id)).has(channel);
  if (!hasProvider && rules.whenNoProvider !== "record")
    return refuse({ code: "channel_not_configured", channel });
  return ok({ identifier, key, channel, hasProvider });
}
