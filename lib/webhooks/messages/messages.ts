import { type Ctx, record } from "@/lib/access";
import { db, lock } from "@/lib/db";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { findRow as findEndpointRow } from "../endpoints/repository";
import { makeMissing } from "../feed/repository";
import type { EndpointDisabled, EndpointNotFound, MessageNotFound } from "../refusals";
import { wakeWebhooks } from "../running";
import { testType } from "../types";
import {
  type AttemptRow,
  findRow,
  insertTest,
  listAttempts,
  listRows,
  type MessageFilter,
  type MessageRow,
  mostReplayed,
  type ReplayRange,
  requeue,
  requeueRange,
} from "./repository";

/** An endpoint's messages, newest first. */
export async function listMessages(
  ctx: Ctx,
  endpointId: string,
  filter: MessageFilter,
): Promise<Result<MessageRow[], EndpointNotFound>> {
  const endpoint = await findEndpointRow(ctx.project.id, endpointId);
  if (!endpoint) return refuse({ code: "webhook_endpoint_not_found" });
  return ok(await listRows(endpointId, filter));
}

export interface MessageRecord extends MessageRow {
  attempts: AttemptRow[];
}

/** A message with its requests and responses. */
export async function findMessage(ctx: Ctx, id: string): Promise<Result<MessageRecord, MessageNotFound>> {
  const row = await findRow(ctx.project.id, id);
  if (!row) return refuse({ code: "webhook_message_not_found" });
  return ok({ ...row, attempts: await listAttempts(id) });
}

/** Sends a test message, like any other. */
export async function sendTest(
  ctx: Ctx,
  endpointId: string,
): Promise<Result<MessageRow, EndpointNotFound | EndpointDisabled>> {
  const endpoint = await findEndpointRow(ctx.project.id, endpointId);
  if (!endpoint) return refuse({ code: "webhook_endpoint_not_found" });
  if (endpoint.disabledAt) return refuse({ code: "webhook_endpoint_disabled" });
  const row = { id: newId(), endpointId, projectId: ctx.project.id, type: testType };
  const message = await db().transaction(async (tx) => {
    // Whoever makes messages numbers them from what it has read before.
    await lock(tx, "webhooks");
    return insertTest(tx, row);
  });
  wakeWebhooks();
  return ok(message);
}

/** Sends a message again, with the same id and body. */
export async function replayMessage(
  ctx: Ctx,
  id: string,
): Promise<Result<MessageRow, MessageNotFound | EndpointDisabled>> {
  const found = await findRow(ctx.project.id, id);
  const endpoint = found && (await findEndpointRow(ctx.project.id, found.endpointId));
  if (!endpoint) return refuse({ code: "webhook_message_not_found" });
  if (endpoint.disabledAt) return refuse({ code: "webhook_endpoint_disabled" });
  const replayed = await db().transaction(async (tx) => {
    const row = await requeue(tx, ctx.project.id, id);
    const data = { endpointId: endpoint.id, url: endpoint.url, count: 1 };
    if (row) await record(ctx, "webhook.replayed", data, tx);
    return row;
  });
  wakeWebhooks();
  return replayed ? ok(replayed) : refuse({ code: "webhook_message_not_found" });
}

/**
 * Sends an endpoint's messages of a period again, and those that it never got. At most 10 000 of each, the oldest first.
 * Returns their number.
 */
export async function replayMessages(
  ctx: Ctx,
  endpointId: string,
  range: ReplayRange,
): Promise<Result<number, EndpointNotFound | EndpointDisabled>> {
  const endpoint = await findEndpointRow(ctx.project.id, endpointId);
  if (!endpoint) return refuse({ code: "webhook_endpoint_not_found" });
  if (endpoint.disabledAt) return refuse({ code: "webhook_endpoint_disabled" });
  const count = await db().transaction(async (tx) => {
    // So that no message of the period is made twice, here and from the events that are just being read.
    await lock(tx, "webhooks");
    const requeued = await requeueRange(tx, endpointId, range);
    const made = range.isOnlyFailed ? 0 : await makeMissing(tx, endpointId, range, mostReplayed);
    const count = requeued + made;
    await record(ctx, "webhook.replayed", { endpointId, url: endpoint.url, count }, tx);
    return count;
  });
  wakeWebhooks();
  return ok(count);
}
