import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { log } from "@/lib/log";
import { type CreateEndpoint, createEndpoint } from "./endpoints/create-endpoint";
import type { NewEndpoint } from "./endpoints/endpoint";
import type { WebhookFormats } from "./format";
import { startWebhooks, type Webhooks } from "./sending/worker";
import { standardHeaders } from "./signing";

/** What a consumer got. */
export interface Received {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  body: any;
}

export type Answer = number | ((response: ServerResponse, received: Received) => void | Promise<void>);

/** A consumer on loopback. It answers what a test sets. */
export interface Consumer {
  url: string;
  received: Received[];
  answer: Answer;
  close(): Promise<void>;
}

export async function startConsumer(tls?: { key: string; cert: string }): Promise<Consumer> {
  const listener: Parameters<typeof createServer>[1] = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { method, url } = request as { method: string; url: string };
    const body = text === "" ? null : JSON.parse(text);
    const received = { method, url, headers: flat(request.headers), text, body };
    consumer.received.push(received);
    if (typeof consumer.answer === "number") response.writeHead(consumer.answer).end();
    else await consumer.answer(response, received);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const consumer: Consumer = {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}/hook`,
    received: [],
    answer: 200,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return consumer;
}

const flat = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Stands in for the format of `lib/http/native`, which lies above. */
export const plainFormats: WebhookFormats = {
  standard: {
    render: ({ type, sequence, payload, event, verification }) =>
      JSON.stringify({ type, sequence, payload, eventId: event?.id, identifier: verification?.identifier }),
    headers: standardHeaders,
  },
};

export async function anEndpoint(ctx: Ctx, given: CreateEndpoint): Promise<NewEndpoint> {
  const created = await createEndpoint(ctx, given);
  if (!created.ok) throw new Error(JSON.stringify(created.refusal));
  return created.value;
}

export function aSender(formats: WebhookFormats = plainFormats): Webhooks {
  return startWebhooks({ formats, log });
}

/** Lets all waiting messages be due now, as if their waits were over. */
export async function endWaits(): Promise<void> {
  await db().execute(sql`update webhook_messages set run_at = now() where finished_at is null`);
}
