import { channelsOf } from "@/lib/delivery";
import type { Channel, Project } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { type GivenIdentifier, type Identifier, type IdentifierRefusal, parseIdentifier } from "@/lib/users";
import type { SendRefusal } from "./refusals";

export interface Recipient {
  identifier: Identifier;
  channel: Channel;
}

/**
 * Who is written to, and by which road: refused if the project does not serve that country, or has no such road. What
 * is not delivered by us needs no road.
 */
export async function findRecipient(
  project: Project,
  given: GivenIdentifier,
  { asked, isDelivered = true }: { asked?: string; isDelivered?: boolean } = {},
): Promise<Result<Recipient, IdentifierRefusal | SendRefusal>> {
  const parsed = parseIdentifier(given);
  if (!parsed.ok) return parsed;
  const identifier = parsed.value;
  const channel: Channel = identifier.type === "email" ? "email" : "sms";
  if (asked !== undefined && asked !== channel)
    return refuse({ code: "channel_not_supported", channel: asked });
  const { countries } = project.settings;
  if (channel === "sms" && countries && !countries.includes(identifier.country ?? "")) {
    return refuse({ code: "country_not_allowed", country: identifier.country });
  }
  if (!isDelivered) return ok({ identifier, channel });
  const channels = await channelsOf(project.id);
  if (!channels.has(channel)) return refuse({ code: "channel_not_configured", channel });
  return ok({ identifier, channel });
}
