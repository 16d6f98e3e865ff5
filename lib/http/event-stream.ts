import { z } from "zod";

/** One message of a stream of server-sent events (HTML Standard §9.2). */
export interface ServerSentEvent<Data = unknown> {
  /** What a client that reconnects sends as `Last-Event-ID`. Must not contain line breaks. */
  id: string;
  /** Default: `message`, which browsers hand to `onmessage`. */
  type?: string;
  data: Data;
}

const streams = new WeakMap<z.ZodType, z.ZodType>();

/**
 * The response of an endpoint that answers with a stream of events, each with this data. Null: nothing follows, which the
 * client is told with 204, so that it does not reconnect.
 */
export function eventsOf<D extends z.ZodType>(data: D) {
  const stream = z.custom<AsyncIterable<ServerSentEvent<z.input<D>>> | null>();
  streams.set(stream, data);
  return stream;
}

/** The schema of a stream's data. Undefined: the response is no stream. */
export function streamedData(response: z.ZodType): z.ZodType | undefined {
  return streams.get(response);
}

/** Clients reconnect after two to four seconds, so that they do not all come at once. */
const retryMs = () => 2000 + Math.floor(Math.random() * 2000);

/** More often than proxies close connections on which nothing happens: usually after 60 seconds. */
const heartbeatMs = 25_000;

const encoder = new TextEncoder();

/** All open streams, because one timer for all costs less than one each. */
const open = new Set<EventStream>();
let beating: NodeJS.Timeout | undefined;

class EventStream implements UnderlyingDefaultSource<Uint8Array> {
  #controller!: ReadableStreamDefaultController<Uint8Array>;

  constructor(
    private readonly events: AsyncIterable<ServerSentEvent>,
    private readonly on: StreamListener,
  ) {}

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller;
    open.add(this);
    beating ??= setInterval(() => {
      for (const stream of open) stream.#beat();
    }, heartbeatMs).unref();
    this.#write(`retry: ${retryMs()}\n\n`);
    this.#send().catch(this.on.error).finally(this.#end);
  }

  cancel(): void {
    this.#forget();
    this.on.cancel();
  }

  async #send(): Promise<void> {
    for await (const { id, type, data } of this.events) {
      if (!open.has(this)) return;
      const name = type === undefined ? "" : `event: ${type}\n`;
      this.#write(`id: ${id}\n${name}data: ${JSON.stringify(data)}\n\n`);
    }
  }

  /** A comment. Not for clients that have not read what was sent before. */
  #beat(): void {
    if (this.#controller.desiredSize! > 0) this.#write(":\n\n");
  }

  #write(text: string): void {
    this.#controller.enqueue(encoder.encode(text));
  }

  #end = (): void => {
    if (!open.has(this)) return;
    this.#forget();
    this.#controller.close();
  };

  #forget(): void {
    open.delete(this);
    if (open.size > 0) return;
    clearInterval(beating);
    beating = undefined;
  }
}

export interface StreamListener {
  /** The client has disconnected. */
  cancel: () => void;
  /** The events have failed. The stream ends; the client reconnects, and is then told what is wrong. */
  error: (error: unknown) => void;
}

/** The response that sends these events until they end or the client disconnects. */
export function streamResponse(events: AsyncIterable<ServerSentEvent> | null, on: StreamListener): Response {
  if (!events) return new Response(null, { status: 204 });
  return new Response(new ReadableStream(new EventStream(events, on)), {
    headers: {
      "content-type": "text/event-stream",
      // nginx would hold events back until its buffer is full.
      "x-accel-buffering": "no",
    },
  });
}
