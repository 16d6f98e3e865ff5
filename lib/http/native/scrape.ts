import { countConnections } from "@/lib/db";
import { measureBacklog } from "@/lib/delivery";
import { env } from "@/lib/env";
import { metrics, metricsText } from "@/lib/metrics";
import { measureWebhookAge } from "@/lib/webhooks";
import { clientAddress, isLoopback } from "../client-address";
import type { Handler } from "../declaration";
import { renderingOf } from "../request-id";
import { bearerOf, isSameSecret } from "./bearer";
import { nativeProtocol } from "./protocol";

/** The metrics of this machine's processes and current measurements of the database, in Prometheus text format. */
export const scrape: Handler = async (request) => {
  if (!mayScrape(request.headers)) {
    return nativeProtocol.renderRefusal({ code: "metrics_closed" }, renderingOf(nativeProtocol, request));
  }
  await measureDatabase();
  const headers = { "content-type": metrics().registry.contentType, "cache-control": "no-store" };
  return new Response(await metricsText(), { headers });
};

/** Allowed from anywhere with METRICS_TOKEN, otherwise only from this machine. */
function mayScrape(headers: Headers): boolean {
  const given = bearerOf(headers);
  if (given && env.METRICS_TOKEN) return isSameSecret(given, env.METRICS_TOKEN);
  return isFromThisMachine(headers);
}

/**
 * Requests through a proxy on this machine come from a loopback address, too. So any other address in X-Forwarded-For
 * closes the endpoint, even if TRUSTED_PROXIES does not list the proxy.
 */
function isFromThisMachine(headers: Headers): boolean {
  const forwardedFor = headers.get("x-forwarded-for")?.split(",") ?? [];
  const hops = forwardedFor.map((address) => address.trim().replace(/^::ffff:/i, ""));
  return isLoopback(clientAddress(headers)) && hops.every(isLoopback);
}

/** A database that does not answer is a measurement, too: `databaseUp` is 0. */
async function measureDatabase(): Promise<void> {
  const { queueDepth, queueAgeSeconds, webhookAgeSeconds, databaseUp, databaseConnections } = metrics();
  const [backlog, webhookAge, connections] = await Promise.allSettled([
    measureBacklog(),
    measureWebhookAge(),
    countConnections(),
  ]);
  databaseUp.set(backlog.status === "fulfilled" ? 1 : 0);
  databaseConnections.reset();
  if (backlog.status === "fulfilled") {
    queueDepth.set(backlog.value.depth);
    queueAgeSeconds.set(backlog.value.oldestSeconds);
  }
  if (webhookAge.status === "fulfilled") webhookAgeSeconds.set(webhookAge.value);
  if (connections.status === "fulfilled") {
    for (const [state, count] of Object.entries(connections.value)) databaseConnections.set({ state }, count);
  }
}
