import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { type MailServerOptions, reply, testCertificate } from "../../testing";
import { smtp } from "./index";
import { aConfig, aMail, aScriptedServer, aSender, aServer, converse, send } from "./testing";

describe("an accepted message", () => {
  test("arrives with its headers, and has the id of the server's queue", async () => {
    const server = await aServer();
    const sent = await send(aSender(server.port));
    expect(sent).toEqual({
      outcome: "accepted",
      providerMessageId: "Q1",
      explanation: "250 2.0.0 Ok: queued as Q1",
    });
    const [mail] = server.mails;
    expect(mail).toMatchObject({ subject: "048213 ist Ihr Code für Zürich", messageId: aMail().messageId });
    expect(mail!.from!.value).toEqual([{ name: "Acme", address: "no-reply@acme.example" }]);
    expect(mail!.text).toContain("048213");
    expect(mail!.html).toContain("<b>048213</b>");
    expect(mail!.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail!.headers.get("content-language")).toBe("de");
  });

  test("has the project's name as its sender if From has none", async () => {
    const server = await aServer();
    await send(aSender(server.port, { from: "no-reply@acme.example" }), aMail({ senderName: "Zürich, AG" }));
    expect(server.mails[0]!.from!.value).toEqual([{ name: "Zürich, AG", address: "no-reply@acme.example" }]);
  });

  test.each([
    [undefined, null, undefined],
    [undefined, "help@acme.example", [{ name: "", address: "help@acme.example" }]],
    ["Desk <desk@acme.example>", "help@acme.example", [{ name: "Desk", address: "desk@acme.example" }]],
  ])("has the replies sent to %s, or the project's address %s", async (ofProvider, ofProject, expected) => {
    const server = await aServer();
    await send(aSender(server.port, { replyTo: ofProvider }), aMail({ replyTo: ofProject }));
    expect(server.mails[0]!.replyTo?.value).toEqual(expected);
  });

  test.each([
    ["starttls", { disabledCommands: [] }],
    ["tls", { secure: true, disabledCommands: [] }],
  ])(
    "is sent over %s, signed in, to a server with its own certificate authority",
    async (security, options) => {
      const logins: string[] = [];
      const server = await aServer({
        ...options,
        authOptional: false,
        onAuth({ username, password }, session, done) {
          logins.push(`${username}:${password}:${session.secure}`);
          done(null, { user: username });
        },
      });
      const secrets = { user: "acme", password: "pässword", certificateAuthority: testCertificate.cert };
      expect(await send(aSender(server.port, { security, ...secrets }))).toMatchObject({
        outcome: "accepted",
      });
      expect(logins).toEqual(["acme:pässword:true"]);
    },
  );

  test("has one recipient, even if the address contains commands or more addresses", async () => {
    const server = await aServer();
    const sent = await send(aSender(server.port), aMail({ to: "a@example.com>\r\nRCPT TO:<b@example.com" }));
    expect(sent).toMatchObject({ outcome: "refused", code: "recipient_rejected" });
    await send(aSender(server.port), aMail({ to: "a@example.com, b@example.com" }));
    expect(
      server.mails.flatMap((mail) => [mail.to].flat().flatMap((to) => to!.value)).length,
    ).toBeLessThanOrEqual(1);
  });
});

describe("a refused message", () => {
  test.each([
    ["550", "5.1.1 user unknown", "recipient_rejected"],
    ["552", "5.2.2 mailbox full", "recipient_rejected"],
    ["550", "no such mailbox", "recipient_rejected"],
    ["554", "5.7.1 your address is on a list", "message_rejected"],
    ["554", "go away", "message_rejected"],
    ["550", "5.1.8 unknown sender domain", "message_rejected"],
    ["550", "your address 5.1.1.7 is blocked", "recipient_rejected"],
  ])("at RCPT with %s %s means %s", async (code, explanation, means) => {
    const server = await aServer({ onRecipient: () => reply(Number(code), explanation) });
    expect(await send(aSender(server.port))).toEqual({
      outcome: "refused",
      code: means,
      explanation: `${code} ${explanation}`,
      providerCode: /^\d\.\d\.\d/.exec(explanation)?.[0] ?? code,
    });
  });

  test.each([
    [550, "5.7.1 looks like spam", "message_rejected"],
    [550, "5.1.1 no such user", "recipient_rejected"],
    [552, "too big", "message_rejected"],
  ])("after DATA with %i %s means %s", async (code, explanation, means) => {
    const server = await aServer({ onMail: () => reply(code, explanation) });
    expect(await send(aSender(server.port))).toMatchObject({ outcome: "refused", code: means });
  });

  test("does not prevent the next one", async () => {
    let first = true;
    const server = await aServer({
      onRecipient: () => {
        const refusal = first ? reply(550, "5.1.1 user unknown") : undefined;
        first = false;
        return refusal;
      },
    });
    const sender = aSender(server.port);
    expect((await send(sender)).outcome).toBe("refused");
    expect((await send(sender)).outcome).toBe("accepted");
  });

  test("because of wrong credentials does not contain them in any encoding", async () => {
    const password = "s3cret-pass";
    const base64 = Buffer.from(`\0acme\0${password}`).toString("base64");
    const server = await aServer({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(reply(535, `5.7.8 wrong: ${password} ${base64}`)),
      allowInsecureAuth: true,
    });
    const sent = await send(aSender(server.port, { user: "acme", password }));
    expect(sent).toEqual({
      outcome: "refused",
      code: "credentials_rejected",
      providerCode: "5.7.8",
      explanation: "535 5.7.8 wrong: [redacted] [redacted]",
    });
  });

  test("is about credentials if the server requires them and there are none", async () => {
    const server = await aServer({ authOptional: false, allowInsecureAuth: true });
    expect(await send(aSender(server.port))).toMatchObject({
      outcome: "refused",
      code: "credentials_rejected",
    });
  });

  test.each([
    ["offers no STARTTLS", { disabledCommands: ["STARTTLS"] }, { security: "starttls" }],
    ["has a self-signed certificate", { disabledCommands: [] }, { security: "starttls" }],
    ["has a self-signed certificate under TLS", { secure: true, disabledCommands: [] }, { security: "tls" }],
    ["has no TLS on this port", {}, { security: "tls" }],
  ])("is not sent to a server that %s", async (_, options, config) => {
    const server = await aServer(options);
    const sent = await send(aSender(server.port, { ...config, user: "acme", password: "secret-password" }));
    expect(sent).toMatchObject({ outcome: "refused", code: "connection_not_secure" });
    expect(server.mails).toEqual([]);
  });
});

describe("opportunistic encryption", () => {
  async function sendTo(options: MailServerOptions) {
    const wasSecure: boolean[] = [];
    const server = await aServer({
      ...options,
      onMailFrom(_address, session, done) {
        wasSecure.push(session.secure);
        done();
      },
    });
    const result = await send(aSender(server.port, { security: "opportunistic" }));
    expect(result.outcome).toBe("accepted");
    return { wasSecure, connections: server.connections };
  }

  test("is used with any certificate", async () => {
    expect(await sendTo({ disabledCommands: [] })).toEqual({ wasSecure: [true], connections: 1 });
  });

  test("is not required", async () => {
    expect(await sendTo({})).toEqual({ wasSecure: [false], connections: 1 });
  });

  test("is not required from a server that offers it but cannot do it", async () => {
    const options = { disabledCommands: [], minVersion: "TLSv1", maxVersion: "TLSv1.1" } as const;
    expect(await sendTo({ ...options, disabledCommands: [] })).toEqual({
      wasSecure: [false],
      connections: 2,
    });
  });

  test.each([
    ["refuses the command", 1, (socket: Socket) => void socket.write("454 4.7.0 TLS not available\r\n")],
    ["closes the connection instead", 2, (socket: Socket) => void socket.end("220 2.0.0 go ahead\r\n")],
  ])("is not required from a server that %s", async (_, expected, onStartTls) => {
    let connections = 0;
    const port = await aScriptedServer((socket) => {
      connections += 1;
      converse(socket, { extensions: ["STARTTLS"], at: ["STAR", onStartTls] });
    });
    expect((await send(aSender(port, { security: "opportunistic" }))).outcome).toBe("accepted");
    expect(connections).toBe(expected);
  });

  test("is not given up because of what a reply says", async () => {
    const server = await aServer({ onRecipient: () => reply(550, "5.7.5 bad certificate, 5.7.5 STARTTLS") });
    const result = await send(aSender(server.port, { security: "opportunistic" }));
    expect(result).toMatchObject({ outcome: "refused", code: "message_rejected", providerCode: "5.7.5" });
    expect(server.connections).toBe(1);
  });
});

describe("the credentials", () => {
  const password = "s3cret-pass";
  const check = (port: number, config: Record<string, unknown> = {}, limitMs = 2000) =>
    smtp.checkCredentials(aConfig(port, { user: "acme", password, ...config }), AbortSignal.timeout(limitMs));

  test("are checked by signing in, without sending anything", async () => {
    const server = await aServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) =>
        auth.password === password ? done(null, { user: 1 }) : done(reply(535, `5.7.8 not ${auth.password}`)),
    });
    expect(await check(server.port)).toBeNull();
    expect(await check(server.port, { password: "wrong-pass" })).toBe(
      "The mail server rejected the user and password: 535 5.7.8 not [redacted]",
    );
    expect(server.mails).toEqual([]);
    await expect.poll(() => server.open).toBe(0);
  });

  test("are not sent without the required encryption", async () => {
    const server = await aServer();
    expect(await check(server.port, { security: "starttls" })).toMatch(/^The mail server cannot be used: /);
  });

  test("cannot be checked if nothing listens, or there is no reply", async () => {
    const server = await aServer();
    await server.close();
    expect(await check(server.port)).toBe("The mail server is not available: the connection was refused");
    const port = await aScriptedServer(() => {});
    await expect(check(port, {}, 200)).rejects.toThrow("timeout");
  });
});

describe("a mail server", () => {
  test("is unavailable while it replies 450", async () => {
    let calls = 0;
    const server = await aServer({
      onRecipient: () => (++calls === 1 ? reply(450, "4.2.0 Greylisted, come back") : undefined),
    });
    const sender = aSender(server.port);
    expect(await send(sender)).toEqual({
      outcome: "unavailable",
      explanation: "450 4.2.0 Greylisted, come back",
      hasAnswered: true,
      providerCode: "4.2.0",
    });
    expect((await send(sender)).outcome).toBe("accepted");
  });

  test.each([
    [421, "4.3.2 closing"],
    [454, "4.7.0 TLS not available"],
  ])("is unavailable if it replies %i after DATA", async (code, explanation) => {
    const server = await aServer({ onMail: () => reply(code, explanation) });
    expect((await send(aSender(server.port))).outcome).toBe("unavailable");
  });

  test("is unavailable if nothing listens there", async () => {
    const server = await aServer();
    await server.close();
    const sent = await send(aSender(server.port));
    expect(sent).toEqual({
      outcome: "unavailable",
      explanation: "the connection was refused",
      hasAnswered: false,
    });
  });

  test("is unavailable if its name is unknown", async () => {
    const sent = await send(aSender(2525, { host: "mail.invalid" }));
    expect(sent).toMatchObject({ outcome: "unavailable", explanation: expect.stringContaining("DNS") });
  });

  test.each([
    ["never greets", (_: Socket) => {}],
    ["sends its greeting one character at a time", (socket: Socket) => void drip(socket)],
    ["never answers EHLO", (socket: Socket) => void socket.write("220 slow ESMTP\r\n")],
    ["never answers DATA", (socket: Socket) => converse(socket, { at: ["DATA", () => {}] })],
    ["never confirms the message", (socket: Socket) => converse(socket, { at: [".", () => {}] })],
  ])("is disconnected in time if it %s", async (_, talk) => {
    let closed: Promise<unknown> | undefined;
    const port = await aScriptedServer((socket) => {
      // Not events.once: a character that is written after the disconnection is an error, before the close.
      closed = new Promise((resolve) => socket.once("close", resolve));
      talk(socket);
    });
    const startedAt = performance.now();
    const sent = await send(aSender(port), aMail(), 1000);
    expect(sent).toEqual({
      outcome: "unavailable",
      explanation: "it did not answer within 1 seconds",
      hasAnswered: false,
    });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await closed;
  });

  test.each(["EHLO", "MAIL", "DATA", "."])(
    "is unavailable if it closes the connection at %s",
    async (command) => {
      const port = await aScriptedServer((socket) =>
        converse(socket, { at: [command, () => socket.destroy()] }),
      );
      const sent = await send(aSender(port));
      expect(sent).toMatchObject({ outcome: "unavailable", explanation: expect.stringMatching(/closed/i) });
    },
  );

  test("cannot make us store the password that it quotes", async () => {
    const password = "s3cret-pass";
    const port = await aScriptedServer((socket) => {
      socket.write("220 hello\r\n");
      socket.on("data", (data) => {
        const line = data.toString();
        if (line.startsWith("EHLO")) socket.write("250-x\r\n250 AUTH LOGIN\r\n");
        else if (line.startsWith("AUTH")) socket.write("334 VXNlcm5hbWU6\r\n");
        else if (line.startsWith(Buffer.from("acme").toString("base64")))
          socket.write("334 UGFzc3dvcmQ6\r\n");
        else socket.write(`454 4.7.0 busy, you sent ${line.trim()} = ${password}\u0000\u0007\r\n`);
      });
    });
    const sent = await send(aSender(port, { user: "acme", password }));
    expect(sent.explanation).toBe("454 4.7.0 busy, you sent [redacted] = [redacted]");
  });
});

/** A socket that is never idle, and a server that never completes a reply. */
function drip(socket: Socket): void {
  const timer = setInterval(() => socket.write("2"), 50);
  socket.on("close", () => clearInterval(timer));
}
