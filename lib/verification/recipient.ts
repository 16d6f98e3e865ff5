import { channelsOf, testRecipientOf } from "@/lib/delivery";
import { type Channel, type Policy, type Project, phoneChannels } from "@/lib/projects";
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
  /** What lookup by key compares. */
  key: string;
  channel: Channel;
  /** Whether the project has a provider for the channel. Not checked if the caller delivers the message. */
  hasProvider: boolean;
}

const defaultChannels = { email: "email", phone: "sms" } as const;

/** The channel of that name, if it reaches identifiers of this type. */
export function channelFor(type: Identifier["type"], name: string): Channel | undefined {
  const reaching = type === "email" ? (["email"] as const) : phoneChannels;
  return reaching.find((channel) => channel === name);
}

/** An identifier and its lookup key, depending on the policy. */
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
 * The recipient and its channel. Refused if the project does not allow the country or has no provider for the channel. No
 * provider is needed if the caller delivers the message. A test recipient needs neither.
 */
export async function findRecipient(
  project: Project,
  given: IdentifierInput,
  { asked, rules = {} }: { asked?: string; rules?: Partial<Policy> } = {},
): Promise<Result<Recipient, IdentifierRefusal | SendRefusal>> {
  const identified = identify(given, rules);
  if (!identified.ok) return identified;
  const { identifier, key } = identified.value;
  const channel = channelFor(identifier.type, asked ?? defaultChannels[identifier.type]);
  if (!channel) return refuse({ code: "channel_not_supported", channel: asked! });
  const { countries } = project.settings;
  const isTest = testRecipientOf(project, identifier.value) !== null;
  if (!isTest && identifier.type === "phone" && countries && !countries.includes(identifier.country ?? "")) {
    return refuse({ code: "country_not_allowed", country: identifier.country });
  }
  const hasProvider = isTest || rules.deliver === "return" || (await channelsOf(project.id)).has(channel);
  if (!hasProvider && rules.whenNoProvider !== "record")
    return refuse({ code: "channel_not_configured", channel });
  return ok({ identifier, key, channel, hasProvider });
}
