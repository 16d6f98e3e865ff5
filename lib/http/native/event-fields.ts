import { z } from "zod";
import type { IdPrefix } from "@/lib/id";
import { showId } from "./fields";

/** What events and timelines share: who did it, and what was kept of it. */

export const ActorResource = z
  .strictObject({
    type: z.enum(["key", "user", "operator", "browser", "system"]).meta({
      description:
        "`user`: a signed-in user, by an access token. `browser`: a person on a portal page. `system`: the service by itself.",
    }),
    id: z.string().nullable().meta({ description: "Which API key, user or operator.", example: null }),
  })
  .meta({ id: "Actor" });

const prefixes = { key: "key", user: "usr", operator: "opr" } as const;

/** Reads the actor as events keep it: `key:<uuid>`, `user:<uuid>`, `operator:<uuid>`, `browser`, `system`. */
export function toActorResource(actor: string): z.input<typeof ActorResource> {
  const [type = "", uuid] = actor.split(":");
  if ((type === "key" || type === "user" || type === "operator") && uuid) {
    return { type, id: showId(prefixes[type], uuid) };
  }
  return { type: type === "browser" ? "browser" : "system", id: null };
}

export const EventData = z
  .record(z.string(), z.json())
  .meta({ description: "Facts, by type. Recipients are masked; codes and keys never occur." });

/** Members of an event's data that are ids, and what of. */
const idMembers: Record<string, IdPrefix> = {
  apiKeyId: "key",
  newApiKeyId: "key",
  userId: "usr",
  identifierId: "idn",
  verificationId: "ver",
  deliveryId: "dlv",
  providerId: "prv",
  connectorId: "con",
  socialAccountId: "soc",
  operatorId: "opr",
};
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The data as clients read it: ids as TypeIDs, also within lists. */
export function toEventData(data: Record<string, unknown>): z.input<typeof EventData> {
  const shown = JSON.stringify(data, (name, value) => {
    const prefix = idMembers[name];
    return prefix && typeof value === "string" && uuid.test(value) ? showId(prefix, value) : value;
  });
  return JSON.parse(shown);
}
