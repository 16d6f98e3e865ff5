import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, sql } from "drizzle-orm";
import { deliveries, outbox } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { createProvider, type DeliveryRecord, deliveriesOfVerification } from "@/lib/delivery";
import type { Channel } from "@/lib/projects";

/** A message as the endpoint got it. */
export interface Carried {
  to: string;
  channel: Channel;
  /** The message's words, whatever the channel. */
  words: string;
}

export interface Carrier {
  endpoint: string;
  carried: Carried[];
  /** How the next messages are answered, by channel. Without an entry they are accepted. */
  replies: Partial<Record<Channel, (response: ServerResponse) => void>>;
  close(): void;
}

/** A project's own HTTP endpoint on loopback. */
export async function startCarrier(): Promise<Carrier> {
  const carrier: Omit<Carrier, "endpoint" | "close"> = { carried: [], replies: {} };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { to, channel, message } = JSON.parse(Buffer.concat(chunks).toString());
    carrier.carried.push({ to, channel, words: JSON.stringify(message) });
    const reply = carrier.replies[channel as Channel];
    if (reply) reply(response);
    else response.end("{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return Object.assign(carrier, {
    endpoint: `http://127.0.0.1:${port}/send`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
}

/** The reply that says that nobody has this number. */
export function rejectRecipient(response: ServerResponse): void {
  response.writeHead(422, { "content-type": "application/json" });
  response.end('{"code": "recipient_rejected", "explanation": "no such subscriber"}');
}

/** A provider of the project that posts to the endpoint. Returns its id. */
export async function aProvider(
  ctx: Ctx,
  { endpoint }: Carrier,
  channels: Channel[],
  name = "Endpoint",
): Promise<string> {
  const created = await createProvider(ctx, { kind: "http", name, channels, config: { endpoint } });
  if (!created.ok) throw new Error(JSON.stringify(created.refusal));
  return created.value.id;
}

/** The verification's messages by channel: their outcomes, with the reason if there is one. */
export async function outcomesOf(v: { projectId: string; id: string }): Promise<Record<string, string>> {
  const rows = await deliveriesOfVerification(v.projectId, v.id);
  return Object.fromEntries(rows.map((row) => [row.channel, outcomeOf(row)]));
}

function outcomeOf({ outcome, reason }: DeliveryRecord): string {
  return [outcome ?? "pending", reason].filter(Boolean).join(": ");
}

/** Seconds from its planning until each message is due, by channel. Finished ones are left out. */
export async function waitsOf(v: { id: string }): Promise<Record<string, number>> {
  const rows = await db()
    .select({
      channel: deliveries.channel,
      wait: sql<number>`round(extract(epoch from ${outbox.runAt} - ${deliveries.createdAt}))::float8`,
    })
    .from(deliveries)
    .innerJoin(outbox, eq(outbox.deliveryId, deliveries.id))
    .where(eq(deliveries.verificationId, v.id));
  return Object.fromEntries(rows.map(({ channel, wait }) => [channel, wait]));
}

/** Lets this time pass for the outbox only, because the database's clock cannot be changed. */
export async function wait(v: { id: string }, seconds: number): Promise<void> {
  await db().execute(sql`update ${outbox} set run_at = run_at - make_interval(secs => ${seconds})
    from ${deliveries} d where d.id = delivery_id and d.verification_id = ${v.id} and d.try_count = 0`);
}

/** Waits until the verification's messages have these outcomes. The test's timeout is the limit. */
export async function untilOutcomes(
  v: { projectId: string; id: string },
  expected: Record<string, string>,
): Promise<void> {
  for (;;) {
    const seen = await outcomesOf(v);
    if (Object.entries(expected).every(([channel, outcome]) => seen[channel] === outcome)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
