import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import type { Project } from "@/lib/projects";
import type { NotComparedReason } from "@/lib/shadow";
import { callOurs, NotCompared } from "./call";
import { compare, isOpaque } from "./compare";
import { type Credentials, dialects, type ShadowDialect } from "./dialects";
import { type EndpointOf, endpointNames } from "./endpoint-of";
import { type Exchange, maxComparedBytes, type ReceivedResponse } from "./exchange";
import { KnownValues } from "./known-values";
import { bodyBytes, type OurRequest, replaceMember, textsIn, textsOf, translated } from "./request";
import type { Tally } from "./tally";

export interface ShadowOptions {
  dialect: string;
  /** Countersign's address. */
  target: URL;
  project: Project;
  /** An API key of the project with all scopes. */
  key: string;
  tally: Tally;
  /** How long Countersign may take for an answer, in milliseconds. */
  limitMs?: number;
  /** How many exchanges may wait. */
  maxWaiting?: number;
}

/** The most that waiting exchanges may hold. */
const maxWaitingBytes = 64 * 1024 * 1024;

/**
 * Repeats requests at Countersign and compares the answers with the vendor's. One after the other, in the order in which the vendor
 * answered them, because later requests name what earlier ones made.
 */
export class Shadow {
  readonly #dialect: ShadowDialect;
  readonly #endpointOf: EndpointOf;
  readonly #known = new KnownValues();
  readonly #waiting: Exchange[] = [];
  #waitingBytes = 0;
  #work: Promise<void> | null = null;
  #tokens = new Map<string, { token: string; expiresAt: number }>();

  constructor(private readonly options: ShadowOptions) {
    this.#dialect = dialects[options.dialect]!;
    this.#endpointOf = endpointNames(options.dialect);
  }

  /** Takes an exchange for later. If too many wait, it is only counted. */
  offer(exchange: Exchange): void {
    const size = sizeOf(exchange);
    const { maxWaiting = 1000 } = this.options;
    if (this.#waiting.length >= maxWaiting || this.#waitingBytes + size > maxWaitingBytes)
      this.skip(exchange.request, "queue_full");
    else {
      this.#waiting.push(exchange);
      this.#waitingBytes += size;
      this.#work ??= this.#run();
    }
  }

  /** Counts a request that is not compared. */
  skip({ method, target }: { method: string; target: string }, reason: NotComparedReason): void {
    this.options.tally.notCompared(this.#endpointOf(method, target), reason);
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async #run(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.#waitingBytes -= sizeOf(next);
      await this.#repeat(next);
    }
    this.#work = null;
  }

  async #repeat(exchange: Exchange): Promise<void> {
    const { method, target } = exchange.request;
    try {
      const vendor = await decodedResponse(exchange.response);
      const ours = await this.#answerTo(exchange, vendor);
      if (vendor.status === 401 && ours.status !== 401) throw new NotCompared("credentials");
      const unknown = vendor.status < 400 && ours.status >= 400 && this.#namesUnknown(exchange);
      const found = compare(vendor, ours, this.#known, (at) => this.#dialect.ignored?.test(at) ?? false);
      this.#learnRecipient(exchange, vendor);
      if (unknown) this.skip({ method, target }, "unknown_id");
      else this.options.tally.compared(this.#endpointOf(method, target), found);
    } catch (error) {
      // Whatever it is, the proxy must go on: it stands before the vendor.
      this.skip({ method, target }, error instanceof NotCompared ? error.reason : "failed");
    }
  }

  async #answerTo({ request, from }: Exchange, vendor: ReceivedResponse): Promise<ReceivedResponse> {
    const { target, limitMs = 5000 } = this.options;
    if (this.#dialect.singleUse?.test(request.target.split("?")[0]!)) throw new NotCompared("single_use");
    const ours = translated(request, from, this.#known);
    ours.headers.host = shadowHost(this.options.project);
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;
    if (!(await this.#dialect.authorize(ours, this.#credentials(), this.#known, bearer)))
      throw new NotCompared("unknown_token");
    for (const { path, member, isAccepted } of this.#dialect.codes) {
      if (!path.test(ours.path) || !isAccepted(vendor)) continue;
      const code = await this.#codeFor(request);
      if (code !== null) replaceMember(ours, member, code);
    }
    return callOurs(target, toCall(ours), limitMs);
  }

  /** The code that a person would have entered here: that of our last message to the same address. */
  async #codeFor(request: Exchange["request"]): Promise<string | null> {
    const texts = textsOf(request);
    const recipient =
      texts.map(([name, text]) => recipientIn(name, text)).find((found) => found !== null) ??
      texts.map(([, text]) => this.#known.recipientOf(text)).find((found) => found !== undefined);
    if (!recipient) return null;
    const query = new URLSearchParams({ to: recipient, limit: "1", waitSeconds: "2" });
    const answer = await this.#call("GET", `/api/v1/inbox/messages?${query}`, {
      authorization: `Bearer ${this.options.key}`,
    });
    return (answer as { data?: { code: string | null }[] }).data?.[0]?.code ?? null;
  }

  /** Remembers which address the ids in an exchange are about, for a later code. */
  #learnRecipient({ request }: Exchange, vendor: ReceivedResponse): void {
    const texts = [...textsOf(request), ...textsIn(jsonOf(vendor))];
    const recipients = new Set(
      texts.map(([name, text]) => recipientIn(name, text)).filter((one) => one !== null),
    );
    const [recipient, another] = recipients;
    if (!recipient || another) return;
    for (const [, text] of texts) if (this.#known.find(text)) this.#known.learnRecipient(text, recipient);
  }

  /** Whether a request has an id that we have not seen the vendor make. */
  #namesUnknown({ request }: Exchange): boolean {
    return textsOf(request).some(
      ([name, text]) =>
        /^path$|^flow$|s?id$|Id$|ID$/i.test(name) &&
        isOpaque(name, text) &&
        !this.#known.find(text) &&
        !/^v\d$/.test(text),
    );
  }

  #credentials(): Credentials {
    const { project, key } = this.options;
    return {
      projectId: project.id,
      projectNumber: project.number,
      key,
      token: (form, path) => this.#token(form, path),
      create: (path, headers, form) => this.#call("POST", path, headers, form),
    };
  }

  async #token(form: Record<string, string>, path: string): Promise<string> {
    const kept = this.#tokens.get(path);
    if (kept && kept.expiresAt > Date.now()) return kept.token;
    const { key } = this.options;
    const client = { client_id: key.slice(0, "csk_".length + 8), client_secret: key };
    const issued = (await this.#call("POST", path, {}, { ...form, ...client })) as {
      access_token?: string;
      expires_in?: number;
    };
    if (!issued.access_token) throw new NotCompared("unknown_token");
    const expiresAt = Date.now() + ((issued.expires_in ?? 60) - 30) * 1000;
    this.#tokens.set(path, { token: issued.access_token, expiresAt });
    return issued.access_token;
  }

  async #call(
    method: string,
    target: string,
    headers: Record<string, string>,
    form?: Record<string, string>,
  ): Promise<unknown> {
    const body = Buffer.from(form ? new URLSearchParams(form).toString() : "");
    const type = form && { "content-type": "application/x-www-form-urlencoded" };
    const host = shadowHost(this.options.project);
    const call = { method, target, headers: { host, ...headers, ...type }, body };
    return jsonOf(await callOurs(this.options.target, call, this.options.limitMs ?? 5000)) ?? {};
  }
}

/** The host of the shadow project's public calls: some dialects have calls without credentials. */
export const shadowHost = ({ number }: Pick<Project, "number">) => `shadow-${number}.invalid`;

const sizeOf = ({ request, response }: Exchange) => request.body.length + response.body.length + 2000;

function toCall({ method, path, query, headers, body }: OurRequest) {
  const search = query.size > 0 ? `?${query}` : "";
  return { method, target: path + search, headers, body: bodyBytes(body) };
}

/** An email address, or a phone number in E.164, which some vendors write without its plus. */
function recipientIn(name: string, text: string): string | null {
  if (text.length > 254) return null;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return text.toLowerCase();
  if (/^\+\d{7,15}$/.test(text)) return text;
  return /phone/i.test(name) && /^\d{7,15}$/.test(text) ? `+${text}` : null;
}

function jsonOf({ body }: ReceivedResponse): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

const decoders: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

async function decodedResponse(response: ReceivedResponse): Promise<ReceivedResponse> {
  const encoding = response.headers["content-encoding"];
  if (!encoding || response.body.length === 0) return response;
  const decode = decoders[encoding];
  if (!decode) throw new NotCompared("too_large");
  try {
    return { ...response, body: await decode(response.body, { maxOutputLength: maxComparedBytes }) };
  } catch {
    throw new NotCompared("too_large");
  }
}
