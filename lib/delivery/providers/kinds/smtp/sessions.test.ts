import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { reply } from "../../testing";
import { aMail, aScriptedServer, aSender, aServer, converse, send } from "./testing";

describe("the connections to a mail server", () => {
  test("are kept for the next messages", async () => {
    const server = await aServer();
    const sender = aSender(server.port);
    for (let i = 0; i < 3; i++) expect((await send(sender)).outcome).toBe("accepted");
    expect(server.connections).toBe(1);
  });

  test("are as many as the messages that are sent at once", async () => {
    const server = await aServer({ onMail: () => setTimeout(2, undefined) });
    const sender = aSender(server.port);
    // Ten workers, each of which sends one message after the other.
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const sent: string[] = [];
        for (let i = 0; i < 20; i++) sent.push((await send(sender)).outcome);
        return sent;
      }),
    );
    expect(outcomes.flat().every((outcome) => outcome === "accepted")).toBe(true);
    expect(server.mails).toHaveLength(200);
    expect(server.connections).toBe(10);
  });

  test("are closed after 100 messages", async () => {
    const server = await aServer();
    const sender = aSender(server.port);
    for (let i = 0; i < 101; i++) await send(sender);
    expect(server.connections).toBe(2);
    await expect.poll(() => server.open).toBe(1);
  });

  test("have no round trips between messages", async () => {
    const received: string[] = [];
    const port = await aScriptedServer((socket) => converse(socket, { received }));
    const sender = aSender(port);
    for (let i = 0; i < 2; i++) await send(sender);
    expect(received).toEqual(["EHLO", "MAIL", "RCPT", "DATA", ".", "MAIL", "RCPT", "DATA", "."]);
  });

  test("are replaced if the server closed them while they were idle", async () => {
    const server = await aServer({ socketTimeout: 300 });
    const sender = aSender(server.port);
    await send(sender);
    await expect.poll(() => server.open).toBe(0);
    expect(await send(sender)).toMatchObject({ outcome: "accepted" });
    expect(server.connections).toBe(2);
  });

  test.each(["MAIL", "RCPT", "DATA"])("are replaced if the server closes them at %s", async (dropAt) => {
    const connections: string[][] = [];
    const port = await aScriptedServer((socket) => {
      const received: string[] = [];
      const isFirst = connections.push(received) === 1;
      converse(socket, { received });
      // Before the reply: only the second message of the first connection.
      socket.prependListener("data", (data) => {
        if (isFirst && received.includes(".") && data.toString().startsWith(dropAt)) socket.destroy();
      });
    });
    const sender = aSender(port);
    await send(sender);
    expect((await send(sender)).outcome).toBe("accepted");
    expect(connections).toHaveLength(2);
    expect(connections[1]).toEqual(["EHLO", "MAIL", "RCPT", "DATA", "."]);
  });

  test("are not replaced after any part of the message was sent: it could arrive twice", async () => {
    let messages = 0;
    const port = await aScriptedServer((socket) => {
      const received: string[] = [];
      converse(socket, { received });
      socket.prependListener("data", (data) => {
        if (data.toString().endsWith("\r\n.\r\n") && ++messages === 2) socket.destroy();
      });
    });
    const sender = aSender(port);
    await send(sender);
    expect(await send(sender)).toMatchObject({ outcome: "unavailable", hasAnswered: false });
    expect(messages).toBe(2);
  });

  test("are replaced if the server allows no more messages on one", async () => {
    const counts = new Map<string, number>();
    const server = await aServer({
      onMailFrom(_address, { id }, done) {
        const count = (counts.get(id) ?? 0) + 1;
        counts.set(id, count);
        done(count > 2 ? reply(421, "4.7.0 Too many messages on this connection") : null);
      },
    });
    const sender = aSender(server.port);
    for (let i = 0; i < 5; i++) expect((await send(sender)).outcome).toBe("accepted");
    expect(server.mails).toHaveLength(5);
    expect(server.connections).toBe(3);
  });

  test("are not replaced if a new one is refused, too", async () => {
    let isClosing = false;
    const server = await aServer({
      onMailFrom: (_address, _session, done) => done(isClosing ? reply(421, "4.3.2 Shutting down") : null),
    });
    const sender = aSender(server.port);
    await send(sender);
    isClosing = true;
    expect(await send(sender)).toMatchObject({
      outcome: "unavailable",
      hasAnswered: false,
      providerCode: "4.3.2",
    });
    expect(server.connections).toBe(2);
  });

  test("are not replaced if the message itself is refused", async () => {
    const server = await aServer({ size: 5_000 });
    const sender = aSender(server.port);
    await send(sender);
    expect(await send(sender, aMail({ text: "x".repeat(10_000) }))).toMatchObject({
      code: "message_rejected",
    });
    expect(await send(sender, aMail({ to: "a@b>\r\nRCPT" }))).toMatchObject({ code: "recipient_rejected" });
    expect(server.connections).toBe(2);
  });

  test("are closed with the sender", async () => {
    const server = await aServer({ onMail: () => setTimeout(50, undefined) });
    const sender = aSender(server.port);
    await send(sender);
    const sending = send(sender);
    await setTimeout(10);
    sender.close();
    expect((await sending).outcome).toBe("accepted");
    await expect.poll(() => server.open).toBe(0);
  });
});
