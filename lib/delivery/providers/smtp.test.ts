import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { EmailMessage } from "../message";
import { handOver } from "./hand-over";
import type { Carrier } from "./provider";
import { smtp } from "./smtp";
import { type MailServer, type MailServerOptions, reply, startMailServer, testCertificate } from "./testing";

process.env.DATABASE_URL ??= "postgres://unused@127.0.0.1/unused";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function aServer(options: MailServerOptions = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  closers.push(() => server.close());
  return server;
}

/** A server that says what a test tells it to, line by line. */
async function aScriptedServer(talk: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}).resume());
    talk(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function aCarrier(port: number, config: Record<string, unknown> = {}): Carrier {
  const parsed = smtp.parse({
    host: "localhost",
    port,
    security: "none",
    from: "Acme <no-reply@acme.example>",
    ...config,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  const carrier = smtp.open(parsed.value);
  closers.push(() => carrier.close());
  return carrier;
}

function aMail(over: Partial<EmailMessage> = {}): EmailMessage {
  return {
    channel: "email",
    messageId: "<0190a000-0000-7000-8000-000000000001@localhost>",
    to: "jane@example.com",
    senderName: "Acme",
    subject: "048213 ist Ihr Code für Zürich",
    text: "Ihr Code: 048213\n",
    html: "<p>Ihr Code: <b>048213</b></p>",
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": "de" },
    ...over,
  };
}

const send = (carrier: Carrier, message = aMail(), limitMs = 5000) =>
  handOver(() => carrier, message, limitMs);

describe("an accepted message", () => {
  test("arrives whole, with its headers, and names the server's queue entry", async () => {
    const server = await aServer();
    const sent = await send(aCarrier(server.port));
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

  test("goes out under the brand's name where the sender has none", async () => {
    const server = await aServer();
    await send(aCarrier(server.port, { from: "no-reply@acme.example" }), aMail({ senderName: "Zürich, AG" }));
    expect(server.mails[0]!.from!.value).toEqual([{ name: "Zürich, AG", address: "no-reply@acme.example" }]);
  });

  test("goes over the connection of the message before", async () => {
    const server = await aServer();
    const carrier = aCarrier(server.port);
    for (let i = 0; i < 3; i++) expect((await send(carrier)).outcome).toBe("accepted");
    expect(server.connections).toBe(1);
  });

  test("survives that the server closes an idle connection", async () => {
    const server = await aServer({ socketTimeout: 400 });
    const carrier = aCarrier(server.port);
    await send(carrier);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(await send(carrier)).toMatchObject({ outcome: "accepted" });
    expect(server.connections).toBe(2);
  });

  test.each([
    ["starttls", { disabledCommands: [] }],
    ["tls", { secure: true, disabledCommands: [] }],
  ])(
    "goes over %s, signed in, to a server with a certificate authority of its own",
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
      expect(await send(aCarrier(server.port, { security, ...secrets }))).toMatchObject({
        outcome: "accepted",
      });
      expect(logins).toEqual(["acme:pässword:true"]);
    },
  );

  test("reaches exactly one mailbox, whatever the recipient looks like", async () => {
    const server = await aServer();
    const sent = await send(aCarrier(server.port), aMail({ to: "a@example.com>\r\nRCPT TO:<b@example.com" }));
    expect(sent).toMatchObject({ outcome: "refused", code: "recipient_rejected" });
    await send(aCarrier(server.port), aMail({ to: "a@example.com, b@example.com" }));
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
  ])("at RCPT with %s %s means %s", async (code, explanation, means) => {
    const server = await aServer({ onRecipient: () => reply(Number(code), explanation) });
    expect(await send(aCarrier(server.port))).toEqual({
      outcome: "refused",
      code: means,
      explanation: `${code} ${explanation}`,
    });
  });

  test.each([
    [550, "5.7.1 looks like spam", "message_rejected"],
    [550, "5.1.1 no such user", "recipient_rejected"],
    [552, "too big", "message_rejected"],
  ])("after DATA with %i %s means %s", async (code, explanation, means) => {
    const server = await aServer({ onMail: () => reply(code, explanation) });
    expect(await send(aCarrier(server.port))).toMatchObject({ outcome: "refused", code: means });
  });

  test("leaves the provider usable for the next one", async () => {
    let first = true;
    const server = await aServer({
      onRecipient: () => {
        const refusal = first ? reply(550, "5.1.1 user unknown") : undefined;
        first = false;
        return refusal;
      },
    });
    const carrier = aCarrier(server.port);
    expect((await send(carrier)).outcome).toBe("refused");
    expect((await send(carrier)).outcome).toBe("accepted");
  });

  test("for wrong credentials says so, without repeating them in any spelling", async () => {
    const password = "s3cret-pass";
    const base64 = Buffer.from(`\0acme\0${password}`).toString("base64");
    const server = await aServer({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(reply(535, `5.7.8 wrong: ${password} ${base64}`)),
      allowInsecureAuth: true,
    });
    const sent = await send(aCarrier(server.port, { user: "acme", password }));
    expect(sent).toEqual({
      outcome: "refused",
      code: "credentials_rejected",
      explanation: "535 5.7.8 wrong: [redacted] [redacted]",
    });
  });

  test("by a server that wants credentials nobody configured is about credentials", async () => {
    const server = await aServer({ authOptional: false, allowInsecureAuth: true });
    expect(await send(aCarrier(server.port))).toMatchObject({
      outcome: "refused",
      code: "credentials_rejected",
    });
  });

  test.each([
    ["offers no STARTTLS", { disabledCommands: ["STARTTLS"] }, { security: "starttls" }],
    ["has a certificate that nobody known signed", { disabledCommands: [] }, { security: "starttls" }],
    ["has such a certificate under TLS", { secure: true, disabledCommands: [] }, { security: "tls" }],
    ["speaks no TLS where it was expected", {}, { security: "tls" }],
  ])("is not sent at all to a server that %s", async (_, options, config) => {
    const server = await aServer(options);
    const sent = await send(aCarrier(server.port, { ...config, user: "acme", password: "secret-password" }));
    expect(sent).toMatchObject({ outcome: "refused", code: "connection_not_secure" });
    expect(server.mails).toEqual([]);
  });
});

describe("a server that cannot be had", () => {
  test("is unavailable while it says 450, and then takes the message", async () => {
    let calls = 0;
    const server = await aServer({
      onRecipient: () => (++calls === 1 ? reply(450, "4.2.0 Greylisted, come back") : undefined),
    });
    const carrier = aCarrier(server.port);
    expect(await send(carrier)).toEqual({
      outcome: "unavailable",
      explanation: "450 4.2.0 Greylisted, come back",
      hasAnswered: true,
    });
    expect((await send(carrier)).outcome).toBe("accepted");
  });

  test.each([
    [421, "4.3.2 closing"],
    [454, "4.7.0 TLS not available"],
  ])("is unavailable when it says %i after DATA", async (code, explanation) => {
    const server = await aServer({ onMail: () => reply(code, explanation) });
    expect((await send(aCarrier(server.port))).outcome).toBe("unavailable");
  });

  test("is unavailable when nothing listens there", async () => {
    const server = await aServer();
    await server.close();
    const sent = await send(aCarrier(server.port));
    expect(sent).toEqual({
      outcome: "unavailable",
      explanation: "the connection was refused",
      hasAnswered: false,
    });
  });

  test("is unavailable when its name is unknown", async () => {
    const sent = await send(aCarrier(2525, { host: "mail.invalid" }));
    expect(sent).toMatchObject({ outcome: "unavailable", explanation: expect.stringContaining("DNS") });
  });

  test.each([
    ["never greets", (_: Socket) => {}],
    ["drips its greeting", (socket: Socket) => void drip(socket)],
    ["never answers EHLO", (socket: Socket) => void socket.write("220 slow ESMTP\r\n")],
    ["never answers DATA", (socket: Socket) => converse(socket, { hangAt: "DATA" })],
    ["never confirms the message", (socket: Socket) => converse(socket, { hangAt: "." })],
  ])("is given up in time, and its connection with it, when it %s", async (_, talk) => {
    let closed: Promise<unknown> | undefined;
    const port = await aScriptedServer((socket) => {
      closed = once(socket, "close");
      talk(socket);
    });
    const startedAt = performance.now();
    const sent = await send(aCarrier(port), aMail(), 1000);
    expect(sent).toEqual({
      outcome: "unavailable",
      explanation: "it did not answer within 1 seconds",
      hasAnswered: false,
    });
    expect(performance.now() - startedAt).toBeLessThan(2000);
    await closed;
  });

  test.each(["EHLO", "MAIL", "DATA", "."])(
    "is unavailable when it drops the connection at %s",
    async (at) => {
      const port = await aScriptedServer((socket) => converse(socket, { dropAt: at }));
      const sent = await send(aCarrier(port));
      expect(sent).toMatchObject({ outcome: "unavailable", explanation: expect.stringMatching(/closed/i) });
    },
  );

  test("cannot pass on a password that it echoes in a passing mood", async () => {
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
    const sent = await send(aCarrier(port, { user: "acme", password }));
    expect(sent.explanation).toBe("454 4.7.0 busy, you sent [redacted] = [redacted]");
  });
});

/** One character at a time: a socket that is never silent, and a server that never says anything. */
function drip(socket: Socket): void {
  const timer = setInterval(() => socket.write("2"), 50);
  socket.on("close", () => clearInterval(timer));
}

/** Speaks SMTP up to one command, and then hangs or hangs up. */
function converse(socket: Socket, { hangAt, dropAt }: { hangAt?: string; dropAt?: string }): void {
  let isData = false;
  socket.write("220 scripted\r\n");
  socket.on("data", (data) => {
    const text = data.toString();
    const command = isData ? (text.endsWith("\r\n.\r\n") ? "." : "") : text.slice(0, 4).trim();
    if (command === "") return;
    if (command === dropAt) return void socket.destroy();
    if (command === hangAt) return;
    isData = command === "DATA";
    socket.write(isData ? "354 go on\r\n" : "250 2.0.0 fine\r\n");
  });
}
