import { Explanation } from "../drill/application";

export interface VendorClient {
  /** The JSON of a 200, with its headers. Explains any other answer. */
  get(path: string): Promise<{ body: unknown; headers: Headers }>;
}

/** How often a request is repeated that the vendor refuses for now, or that fails on the way. */
const mostTries = 6;
const timeoutMs = 30_000;

interface Options {
  base: string;
  /** Requests a second. */
  rate: number;
  headers: Record<string, string>;
  /** Called after a 401, for tokens that expire. */
  renew?: () => Promise<Record<string, string>>;
}

/** Reads a vendor's API, at most `rate` times a second. Waits as long as `Retry-After` says. */
export function vendorClient({ base, rate, headers: initial, renew }: Options): VendorClient {
  let headers = initial;
  let nextAt = 0;

  async function turn(): Promise<void> {
    const waitMs = nextAt - Date.now();
    nextAt = Math.max(Date.now(), nextAt) + 1000 / rate;
    if (waitMs > 0) await pause(waitMs);
  }

  return {
    async get(path) {
      for (let tries = 1; ; tries++) {
        await turn();
        const response = await fetch(`${base}${path}`, {
          headers: { accept: "application/json", ...headers },
          signal: AbortSignal.timeout(timeoutMs),
        }).catch((error: Error) => error);
        if (response instanceof Response && response.status === 200) {
          return { body: await response.json(), headers: response.headers };
        }
        const refused = response instanceof Response ? response : null;
        if (refused?.status === 401 && renew && tries === 1) {
          headers = await renew();
          continue;
        }
        const isTemporary = !refused || refused.status === 429 || refused.status >= 500;
        if (!isTemporary || tries === mostTries) {
          const why = refused
            ? `answered ${refused.status}`
            : `did not answer (${(response as Error).message})`;
          throw new Explanation(`${new URL(base).host} ${why} to GET ${path.split("?")[0]}.`);
        }
        const seconds = Number(refused?.headers.get("retry-after"));
        await pause(seconds > 0 ? Math.min(seconds, 300) * 1000 : 500 * 2 ** tries);
      }
    },
  };
}

/** A client's own access token (RFC 6749 §4.4). */
export async function clientToken(
  url: string,
  form: Record<string, string>,
): Promise<{ authorization: string }> {
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials", ...form }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status !== 200) {
    throw new Explanation(`${new URL(url).host} answered ${response.status} to a request for a token.`);
  }
  const { access_token: token } = (await response.json()) as { access_token: string };
  return { authorization: `Bearer ${token}` };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
