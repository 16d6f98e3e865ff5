import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** Self-signed, for `localhost` and 127.0.0.1, valid until 2120. It protects nothing: its key is public. */
export const testCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXx8wcwedrqXAbbLC
7I+PzOssC/tzyWSYTlk4TPAWmwWhRANCAAQ99ImqoXiSoIp2PNNJMDVUzHAz6W9E
nADhHQyI/n4yzHd9C8lOGDNw+f8nNQwmRt2HPqFsTxa+4ib9f5f3BacY
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBZzCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABD30iaqheJKginY8
00kwNVTMcDPpb0ScAOEdDIj+fjLMd30LyU4YM3D5/yc1DCZG3Yc+oWxPFr7iJv1/
l/cFpxijTjBMMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAPBgNVHRMBAf8E
BTADAQH/MB0GA1UdDgQWBBQqaL81ke1S0Mt/QFlQl4EfI7d4NzAKBggqhkjOPQQD
AgNIADBFAiAB2s33gBpXfKvUyAE2kF0ylgWAgHmmgWXKjm/VVVoWlQIhAM4tgRNM
sQR/boXlcA6RGCN/dLGyZL9Qj9rSOgAv8g6U
-----END CERTIFICATE-----`,
};

export interface MailServer {
  port: number;
  /** The accepted messages, in order. */
  mails: ParsedMail[];
  /** The same ones as they arrived. */
  sources: Buffer[];
  /** The number of connections so far, and of those that are open. */
  connections: number;
  open: number;
  close(): Promise<void>;
}

export interface MailServerOptions extends SMTPServerOptions {
  /** Can refuse a recipient by returning an error made with `reply`. */
  onRecipient?: (address: string) => Error | undefined;
  /** Can refuse a received message. */
  onMail?: (mail: ParsedMail) => Error | undefined | Promise<Error | undefined>;
}

/** A real mail server on loopback. Without options it accepts everything, unencrypted. */
export async function startMailServer({
  onRecipient,
  onMail,
  ...options
}: MailServerOptions = {}): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    // How long closing waits for clients to disconnect by themselves.
    closeTimeout: 100,
    ...testCertificate,
    ...options,
    onConnect(_session, done) {
      mailServer.connections += 1;
      mailServer.open += 1;
      done();
    },
    onClose() {
      mailServer.open -= 1;
    },
    onRcptTo: ({ address }, _session, done) => done(onRecipient?.(address)),
    onData(stream, _session, done) {
      receive(stream).then((error) => done(error, `2.0.0 Ok: queued as Q${mailServer.mails.length}`), done);
    },
  });
  async function receive(stream: Readable): Promise<Error | undefined> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const source = Buffer.concat(chunks);
    const mail = await simpleParser(source);
    const error = await onMail?.(mail);
    if (error) return error;
    mailServer.mails.push(mail);
    mailServer.sources.push(source);
    return undefined;
  }
  // In some tests, clients disconnect during a command.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const mailServer: MailServer = {
    port: (server.server.address() as AddressInfo).port,
    mails: [],
    sources: [],
    connections: 0,
    open: 0,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return mailServer;
}

/** A server's refusal: `reply(450, "4.2.0 Try later")`. */
export function reply(responseCode: number, explanation: string): Error {
  return Object.assign(new Error(explanation), { responseCode });
}
