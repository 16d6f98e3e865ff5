/** An endpoint that receives messages, as a project's own `http` provider would. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface MessageSink {
  port: number;
  /** The code of the next message to a recipient. */
  codeFor(recipient: string): Promise<string>;
  close(): void;
}

interface Posted {
  to: string;
  payload: { code: string };
}

/** `onMessage` hears the recipient of each message. */
export async function startMessageSink(onMessage = (_recipient: string) => {}): Promise<MessageSink> {
  const codes = new Map<string, string>();
  const waiting = new Map<string, (code: string) => void>();
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => {
      const { to, payload } = JSON.parse(text) as Posted;
      onMessage(to);
      const take = waiting.get(to);
      waiting.delete(to);
      if (take) take(payload.code);
      else codes.set(to, payload.code);
      response.writeHead(200, { "content-length": 2 }).end("{}");
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    codeFor(recipient) {
      const code = codes.get(recipient);
      codes.delete(recipient);
      return code === undefined
        ? new Promise((resolve) => waiting.set(recipient, resolve))
        : Promise.resolve(code);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
