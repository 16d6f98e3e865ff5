import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { fromShortId, toShortId } from "@/lib/id";
import { mapOk, ok, type Result, refuse } from "@/lib/result";
import {
  askEndpoint,
  createEndpoint,
  deleteEndpoint,
  type Endpoint,
  findEndpoint,
  listEndpoints,
  maxEndpoints,
  type UpdateEndpoint,
  updateEndpoint,
} from "@/lib/webhooks";
import { type EventName, eventNames, typesFor } from "./events";
import { WebhookOptions } from "./options";

export const WebhookResource = z.strictObject({
  webhook_id: z.string(),
  uri: z.string(),
  /** Always hidden. */
  api_key: z.string(),
  subscribed_events: z.array(z.enum(eventNames)),
  created_at: z.iso.datetime(),
  verified: z.boolean(),
  enabled: z.boolean(),
  name: z.string(),
  description: z.string(),
});

export const WebhookAnswer = z.strictObject({ result: WebhookResource });
export const WebhookList = z.strictObject({ result: z.array(WebhookResource) });
export const WebhookVerified = z.strictObject({ result: z.strictObject({ verified: z.boolean() }) });

type Answer = z.input<typeof WebhookAnswer>;

function toWebhook({ id, url, description, createdAt, disabledAt, options }: Endpoint) {
  const { name, events, isVerified } = WebhookOptions.parse(options);
  return {
    webhook_id: toShortId(id),
    uri: url,
    api_key: "********",
    subscribed_events: events ?? eventNames,
    created_at: createdAt.toISOString(),
    verified: isVerified,
    enabled: disabledAt === null,
    name,
    description,
  };
}

const toAnswer = (endpoint: Endpoint): Answer => ({ result: toWebhook(endpoint) });

type NotFound = { code: "webhook_not_found" };
type ValueRefused = { code: "value_refused"; texts: readonly string[] };

export interface ChangedWebhook {
  api_key?: string;
  /** All events if omitted at first. */
  subscribed_events?: EventName[];
  name?: string;
  description?: string;
}

/** Adds a webhook, which gets nothing until it is verified and enabled. */
export async function createWebhook(
  ctx: Ctx,
  { uri, ...given }: ChangedWebhook & { uri: string; api_key: string },
): Promise<Result<Answer, ValueRefused>> {
  const created = await createEndpoint(ctx, {
    url: uri,
    format: "transmit",
    secret: given.api_key,
    description: given.description,
    types: typesFor(given.subscribed_events ?? eventNames),
    options: WebhookOptions.parse({ name: given.name, events: given.subscribed_events }),
    isEnabled: false,
  });
  if (created.ok) return ok(toAnswer(created.value.endpoint));
  const { refusal } = created;
  const text =
    refusal.code === "webhook_url_forbidden"
      ? `uri is not allowed: ${refusal.explanation}`
      : `at most ${refusal.max} webhooks can be created`;
  return refuse({ code: "value_refused", texts: [text] });
}

/** Newest first. */
export async function listWebhooks(ctx: Ctx): Promise<z.input<typeof WebhookList>> {
  const endpoints = await listEndpoints(ctx.project.id, { limit: maxEndpoints });
  return { result: endpoints.filter(isOurs).map(toWebhook) };
}

const isOurs = ({ format }: Endpoint) => format === "transmit";

/** The endpoint of a webhook. Those of other formats are not the vendor's. */
async function load(ctx: Ctx, webhookId: string): Promise<Result<Endpoint, NotFound>> {
  const id = fromShortId(webhookId);
  const found = id ? await findEndpoint(ctx, id) : null;
  return found?.ok && isOurs(found.value) ? found : refuse({ code: "webhook_not_found" });
}

export async function findWebhook(ctx: Ctx, webhookId: string): Promise<Result<Answer, NotFound>> {
  return mapOk(await load(ctx, webhookId), toAnswer);
}

/** Changes what is given and keeps the rest. */
export async function changeWebhook(
  ctx: Ctx,
  webhookId: string,
  { api_key: secret, subscribed_events: events, name, description }: ChangedWebhook,
): Promise<Result<Answer, NotFound>> {
  const found = await load(ctx, webhookId);
  if (!found.ok) return found;
  const options = WebhookOptions.parse(found.value.options);
  return mapOk(
    await update(ctx, found.value, {
      ...(secret !== undefined && { secret }),
      ...(description !== undefined && { description }),
      ...(events && { types: typesFor(events) }),
      options: { ...options, ...(name !== undefined && { name }), ...(events && { events }) },
    }),
    toAnswer,
  );
}

/** Only a verified webhook can be enabled. */
export async function switchWebhook(
  ctx: Ctx,
  webhookId: string,
  isEnabled: boolean,
): Promise<Result<undefined, NotFound | ValueRefused>> {
  const found = await load(ctx, webhookId);
  if (!found.ok) return found;
  if (isEnabled && !WebhookOptions.parse(found.value.options).isVerified)
    return refuse({ code: "value_refused", texts: ["webhook must be verified before it is enabled"] });
  return mapOk(await update(ctx, found.value, { isEnabled }), () => undefined);
}

export async function removeWebhook(ctx: Ctx, webhookId: string): Promise<Result<undefined, NotFound>> {
  const found = await load(ctx, webhookId);
  if (!found.ok) return found;
  const deleted = await deleteEndpoint(ctx, found.value.id);
  return deleted.ok ? ok(undefined) : refuse({ code: "webhook_not_found" });
}

/** Sends the URL a random key, which it must return. */
export async function verifyWebhook(
  ctx: Ctx,
  webhookId: string,
): Promise<Result<z.input<typeof WebhookVerified>, NotFound>> {
  const found = await load(ctx, webhookId);
  if (!found.ok) return found;
  const { id, options } = found.value;
  const key = randomBytes(16).toString("base64url");
  const asked = await askEndpoint(ctx, id, ([current]) => ({
    accept: "application/json",
    "user-agent": "Countersign/1.0",
    "x-api-key": current!.secret,
    "x-verification-key": key,
  }));
  if (!asked.ok) return refuse({ code: "webhook_not_found" });
  const { explanation, response } = asked.value;
  if (explanation !== null || !repeats(response, key)) return ok({ result: { verified: false } });
  const verified = { ...WebhookOptions.parse(options), isVerified: true };
  return mapOk(await update(ctx, found.value, { options: verified }), () => ({ result: { verified: true } }));
}

function repeats(response: string | null, key: string): boolean {
  try {
    return JSON.parse(response ?? "")?.key === key;
  } catch {
    return false;
  }
}

/** A URL does not change here, so only a missing endpoint is refused. */
async function update(
  ctx: Ctx,
  { id }: Endpoint,
  change: Omit<UpdateEndpoint, "url">,
): Promise<Result<Endpoint, NotFound>> {
  const updated = await updateEndpoint(ctx, id, change);
  return updated.ok ? updated : refuse({ code: "webhook_not_found" });
}
