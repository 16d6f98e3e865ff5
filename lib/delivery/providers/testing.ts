import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** For `localhost` and 127.0.0.1, signed by itself, good until 2120. It protects nothing: its key is right here. */
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
  /** The number of connections. */
  connections: number;
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
    // Closing waits so long for clients to go by themselves.
    closeTimeout: 100,
    ...testCertificate,
    ...options,
    onConnect(_session, done) {
      mailServer.connections += 1;
      done();
    },
    onRcptTo: ({ address }, _session, done) => done(onRecipient?.(address)),
    onData(stream, _session, done) {
      simpleParser(stream).then(async (mail) => {
        const error = await onMail?.(mail);
        if (!error) mailServer.mails.push(mail);
        done(error, `2.0.0 Ok: queued as Q${mailServer.mails.length}`);
      }, done);
    },
  });
  // A client that walks away is what some tests are about.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const mailServer: MailServer = {
    port: (server.server.address() as AddressInfo).port,
    mails: [],
    connections: 0,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return mailServer;
}

/** A server's refusal: `reply(450, "4.2.0 Try later")`. */
export function reply(responseCode: number, explanation: string): Error {
  return Object.assign(new Error(explanation), { responseCode });
}
