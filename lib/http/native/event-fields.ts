import { z } from "zod";
import type { IdPrefix } from "@/lib/id";
import { Json, showId } from "./fields";

/** Shared by events and timelines: the actor and the data. */

export const ActorResource = z
  .strictObject({
    type: z.enum(["key", "user", "operator", "browser", "system"]).meta({
      description:
        "`user`: a signed-in user with an access token. `browser`: a person on a portal page. `system`: Countersign itself.",
    }),
    id: z
      .string()
      .nullable()
      .meta({ description: "The id of the API key, user or operator.", example: null }),
  })
  .meta({ id: "Actor" });

const prefixes = { key: "key", user: "usr", operator: "opr" } as const;

/** Parses a stored actor: `key:<uuid>`, `user:<uuid>`, `operator:<uuid>`, `browser`, `system`. */
export function toActorResource(actor: string): z.input<typeof ActorResource> {
  const [type = "", uuid] = actor.split(":");
  if ((type === "key" || type === "user" || type === "operator") && uuid) {
    return { type, id: showId(prefixes[type], uuid) };
  }
  return { type: type === "browser" ? "browser" : "system", id: null };
}

export const EventData = z.record(z.string(), Json).meta({
  description: "Details, depending on the type. Recipients are masked; codes and keys are never included.",
});

/** Members of event data that are ids, with their prefixes. */
export const idMembers: Record<string, IdPrefix> = {
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
  endpointId: "whe",
};
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Event data for a response: ids become TypeIDs, also inside lists. */
export function toEventData(data: Record<string, unknown>): z.input<typeof EventData> {
  const shown = JSON.stringify(data, (name, value) => {
    const prefix = idMembers[name];
    return prefix && typeof value === "string" && uuid.test(value) ? showId(prefix, value) : value;
  });
  return JSON.parse(shown);
}
