import { createHash } from "node:crypto";
import type { Ctx } from "@/lib/access";
import {
  type DeliveryRecord,
  findDelivery,
  isChannelInboxOnly,
  isInInbox,
  listDeliveries,
} from "@/lib/delivery";
import { find, openMessages } from "@/lib/verification";
import { errors } from "./errors";
import { flowIdOf } from "./flow/context";
import { paged, readPaging } from "./identities/list";
import type { Call } from "./protocol";
import { errorReply, json, type Reply } from "./reply";
import { baseOf } from "./urls";

const redacted = "<redacted-unless-dev-mode>";

type Outcome = "pending" | "accepted" | "undeliverable" | "skipped";

/** Delivery outcomes by the vendor's message status. There is no state between queued and sent. */
const outcomesOf: Record<string, readonly Outcome[]> = {
  queued: ["pending"],
  sent: ["accepted"],
  processing: [],
  abandoned: ["undeliverable", "skipped"],
};

/** A project's messages, newest first, without those of decoys. */
export async function listMessages(ctx: Ctx, { request }: Call): Promise<Reply> {
  const { headers } = request;
  const asked = new URL(request.url);
  const query = asked.searchParams;
  const status = query.get("status") || null;
  const outcome = status === null ? undefined : outcomesOf[status];
  if (status !== null && !Object.hasOwn(outcomesOf, status)) {
    return errorReply(errors.badRequest(`${JSON.stringify(status)} is not a valid message status.`), headers);
  }
  const paging = readPaging(query, 10, 250);
  if ("flaw" in paging) return errorReply(errors.badRequest(paging.flaw!), headers);
  const { limit, before } = paging;
  // No address contains a NUL, which PostgreSQL would refuse.
  const recipient = query.get("recipient")?.replaceAll("\0", "") || undefined;
  const filter = { recipient, outcome, before, withoutDecoys: true, limit: limit + 1 };
  const rows = outcome?.length === 0 ? [] : await listDeliveries(ctx.project.id, filter);
  const { shown, link } = paged(
    rows,
    limit,
    new URL(`${asked.pathname}${asked.search}`, baseOf(ctx.project, headers)),
  );
  const documents = await showMessages(ctx, shown, recipient);
  return json(
    200,
    documents.map(({ dispatches, ...message }) => message),
    { link },
  );
}

/** The error of the vendor's UUID parser (github.com/gofrs/uuid 4.4, `UnmarshalText`), which the response repeats. */
function uuidError(text: string): string {
  const quoted = JSON.stringify(text);
  return [32, 34, 36, 38, 41, 45].includes(Buffer.byteLength(text))
    ? `uuid: incorrect UUID format in string ${quoted}`
    : `uuid: incorrect UUID length ${Buffer.byteLength(text)} in string ${quoted}`;
}

export async function getMessage(
  ctx: Ctx,
  { request }: Call,
  { id }: Record<string, string>,
): Promise<Reply> {
  const uuid = flowIdOf(id ?? null);
  if (uuid === null) return errorReply(errors.undecodable(uuidError(id ?? "")), request.headers);
  const found = await findDelivery(ctx, uuid);
  if (!found.ok) return errorReply(errors.noRow, request.headers);
  const [{ dispatches, ...message } = raise()] = await showMessages(ctx, [found.value]);
  return json(200, { ...message, ...(dispatches.length > 0 && { dispatches }) });
}

async function showMessages(ctx: Ctx, rows: readonly DeliveryRecord[], recipient?: string) {
  const open = await openable(ctx, rows);
  const opened = await openMessages(ctx, open, recipient);
  const byId = new Map(opened.map((message) => [message.id, message]));
  return Promise.all(
    rows.map(async (row) => {
      const message = byId.get(row.id);
      return {
        id: row.id,
        status: statusOf(row),
        type: row.channel,
        recipient: row.recipient,
        body: message ? message.text : redacted,
        subject: message ? (message.subject ?? "") : redacted,
        template_type: await templateOf(ctx, row),
        channel: row.channel,
        send_count: row.tryCount,
        dispatches: row.tries.map((one) => ({
          id: dispatchId(row.id, one.number),
          message_id: row.id,
          status: one.outcome === "accepted" ? "success" : "failed",
          created_at: one.startedAt.toISOString(),
          updated_at: (one.finishedAt ?? one.startedAt).toISOString(),
        })),
        created_at: row.createdAt.toISOString(),
        updated_at: (row.finishedAt ?? row.createdAt).toISOString(),
      };
    }),
  );
}

/**
 * Messages whose text can be shown: if the project allows it, to keys with `inbox:read`, and only messages in the built-in
 * inbox. Messages sent to real recipients are never shown (docs/security.md #10).
 */
async function openable(ctx: Ctx, rows: readonly DeliveryRecord[]): Promise<DeliveryRecord[]> {
  const { caller, project } = ctx;
  const mayRead = caller.kind === "key" && caller.scopes.includes("inbox:read");
  if (!project.settings.dialects.kratos.showMessageBodies || !mayRead) return [];
  const stays = await Promise.all(
    rows.map((row) =>
      // What the inbox is about to take can be read as well.
      row.providerKind === null
        ? isChannelInboxOnly(project.id, row.channel)
        : row.providerKind === "inbox" || isInInbox(row),
    ),
  );
  return rows.filter((_, i) => stays[i]);
}

function statusOf({ outcome }: DeliveryRecord): string {
  if (outcome === null) return "queued";
  return outcome === "accepted" ? "sent" : "abandoned";
}

/** The vendor's template name. Messages of other dialects get the closest one. */
async function templateOf(ctx: Ctx, { verificationId }: DeliveryRecord): Promise<string> {
  const found = await find(ctx, verificationId);
  const isLink = found.ok && found.value.policyName === "kratos.link";
  const isKnown = !found.ok || !found.value.isDecoy;
  return `verification${isLink ? "" : "_code"}_${isKnown ? "valid" : "invalid"}`;
}

function raise(): never {
  throw new Error("A message that was found is not shown.");
}

/** The vendor's dispatches have ids of their own: UUIDs made from the message and the number of the try (RFC 9562 §5.8). */
function dispatchId(deliveryId: string, number: number): string {
  const hex = createHash("sha256").update(`${deliveryId}/${number}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
