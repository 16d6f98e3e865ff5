import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach } from "vitest";
import type { EmailMessage } from "../../../message";
import type { Sender } from "../../provider";
import { sendOnce } from "../../send-once";
import { type MailServer, type MailServerOptions, startMailServer } from "../../testing";
import { smtp } from "./index";

const closers: (() => unknown)[] = [];
/** Everything that a test opened is closed after it. */
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

export async function aServer(options: MailServerOptions = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  closers.push(() => server.close());
  return server;
}

/** A server that only does what a test tells it to. */
export async function aScriptedServer(talk: (socket: Socket) => void): Promise<number> {
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

export function aConfig(port: number, config: Record<string, unknown> = {}): Record<string, unknown> {
  const from = "Acme <no-reply@acme.example>";
  const parsed = smtp.parse({ host: "localhost", port, security: "none", from, ...config });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.value;
}

export function aSender(port: number, config: Record<string, unknown> = {}): Sender {
  const sender = smtp.open(aConfig(port, config), { statusCallbackUrl: null });
  closers.push(() => sender.close());
  return sender;
}

export function aMail(over: Partial<EmailMessage> = {}): EmailMessage {
  return {
    channel: "email",
    deliveryId: "0190a000-0000-7000-8000-000000000001",
    messageId: "<0190a000-0000-7000-8000-000000000001@localhost>",
    to: "jane@example.com",
    locale: "de",
    senderName: "Acme",
    replyTo: null,
    subject: "048213 ist Ihr Code für Zürich",
    text: "Ihr Code: 048213\n",
    html: "<p>Ihr Code: <b>048213</b></p>",
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": "de" },
    ...over,
  };
}

export const send = (sender: Sender, message = aMail(), limitMs = 5000) =>
  sendOnce(() => sender, message, limitMs);

interface Conversation {
  /** What it offers in reply to EHLO. */
  extensions?: string[];
  /** What it does instead of accepting one command. "." is the end of a message. */
  at?: [command: string, act: (socket: Socket) => void];
  /** Receives the first four letters of each command. */
  received?: string[];
}

/** Serves SMTP on one connection. */
export function converse(socket: Socket, { extensions = [], at, received = [] }: Conversation = {}): void {
  let isData = false;
  const greeting = ["scripted", ...extensions].map(
    (line, i) => `250${i < extensions.length ? "-" : " "}${line}\r\n`,
  );
  socket.write("220 scripted\r\n");
  socket.on("data", (data) => {
    const text = data.toString();
    const command = isData ? (text.endsWith("\r\n.\r\n") ? "." : "") : text.slice(0, 4).trim();
    if (command === "") return;
    received.push(command);
    if (command === at?.[0]) return at[1](socket);
    isData = command === "DATA";
    if (command === "EHLO") socket.write(greeting.join(""));
    else socket.write(isData ? "354 go on\r\n" : "250 2.0.0 fine\r\n");
  });
}
