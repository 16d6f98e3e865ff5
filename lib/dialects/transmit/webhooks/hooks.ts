import type { Ctx } from "@/lib/access";
import { toShortId } from "@/lib/id";
import { findProject } from "@/lib/projects";
import { findUser, type User } from "@/lib/users";
import { keysAt, type Occurrence, type WebhookFormat } from "@/lib/webhooks";
import { toUserResource } from "../directory/user-resource";
import { eventNameOf } from "./events";
import { WebhookOptions } from "./options";

/** The vendor's webhooks: an event about a user, and the key that the consumer chose. Nothing is signed. */
export const webhooks: WebhookFormat = {
  async render({ messageId, projectId, type, at, event, verification, payload, options }) {
    const name = event && eventNameOf(type, event.data);
    const { events } = WebhookOptions.parse(options);
    const userId = userIdOf({ event, verification });
    if (!name || !userId || (events && !events.includes(name))) return null;
    const user = payload === "full" ? await userOf(projectId, userId) : null;
    return JSON.stringify({
      event_id: toShortId(messageId),
      tenant_id: toShortId(projectId),
      ...appOf(event.actor),
      event_type: name,
      timestamp: at.toISOString(),
      payload: user ? toPayload(user) : { user_id: toShortId(userId) },
    });
  },
  headers: (keys, { at }) => ({ "x-api-key": keysAt(keys, at)[0]!.secret }),
};

function userIdOf({ event, verification }: Pick<Occurrence, "event" | "verification">): string | null {
  const userId = event?.data.userId ?? verification?.userId;
  return typeof userId === "string" ? userId : null;
}

/** The application, if an API key did it. */
function appOf(actor: string) {
  const [kind, id] = actor.split(":");
  return kind === "key" && id ? { app_id: toShortId(id) } : {};
}

/** The user as they are now. Null if they were deleted. */
async function userOf(projectId: string, userId: string): Promise<User | null> {
  const project = await findProject(projectId);
  if (!project) return null;
  const ctx: Ctx = {
    project,
    caller: { kind: "system" },
    dialect: "transmit",
    requestId: null,
    endUser: null,
  };
  const user = await findUser(ctx, userId);
  return user.ok ? user.value : null;
}

function toPayload(user: User) {
  const { user_id, created_at, updated_at, email, phone_number } = toUserResource(user);
  return {
    user_id,
    created_at,
    updated_at,
    // Unlike in the vendor's user object, where it is `Disabled`.
    status: user.suspendedAt ? "Suspended" : "Active",
    ...(email && { email: { value: email.value, email_verified: email.email_verified } }),
    ...(phone_number && {
      phone_number: {
        value: phone_number.value,
        phone_number_verified: phone_number.phone_number_verified,
      },
    }),
  };
}
