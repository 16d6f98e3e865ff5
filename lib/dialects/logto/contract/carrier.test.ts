import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import { aClient, type Client } from "./harness";

useTestDatabase();

let worker: Worker;
beforeAll(() => {
  worker = startWorker({ openChallenges, log });
});
afterAll(() => worker.stop());

let answer: (response: ServerResponse) => void;
let server: Server;
beforeEach(async () => {
  answer = (response) => response.end("{}");
  server = createServer((request, response) => {
    request.resume().on("end", () => answer(response));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function aClientWithConnector(): Promise<Client> {
  const client = await aClient();
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
  const body = { connectorId: "http-sms", config: { endpoint } };
  expect((await client.call("POST", "/api/connectors", { body })).status).toBe(200);
  return client;
}

const ask = (client: Client) =>
  client.call("POST", "/api/verification-codes", { body: { phone: "4915112345678" } });

describe("sending a verification code by a connector", () => {
  it("responds once the connector has accepted the message", async () => {
    const client = await aClientWithConnector();
    let isAccepted = false;
    answer = (response) =>
      void setTimeout(() => {
        isAccepted = true;
        response.end("{}");
      }, 100);
    expect((await ask(client)).status).toBe(204);
    expect(isAccepted).toBe(true);
  });

  it("responds with connector.general and the connector's error text if the connector refuses", async () => {
    const client = await aClientWithConnector();
    answer = (response) => response.writeHead(400).end('{"message":"no route to this number"}');
    const refused = await ask(client);
    expect(refused).toMatchObject({ status: 400, body: { code: "connector.general" } });
    expect(refused.body.message).toContain("no route to this number");
  });
});
