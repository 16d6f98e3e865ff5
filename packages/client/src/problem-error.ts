import type { Problem, ProblemCode } from "./api.js";

/** A refusal of the API: the problem document (RFC 9457) that it responded with. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  /** What was refused. Codes are never renamed; newer installations can have more of them. */
  readonly code: ProblemCode | (string & {});
  readonly status: number;
  /** The whole document, with members such as `attemptsLeft`. */
  readonly problem: Problem;
  /** When the same call can succeed. Null: never, or not known. */
  readonly retryAfterSeconds: number | null;
  /** Names this request in the server's log. */
  readonly requestId: string | null;

  constructor(problem: Problem, response: Response) {
    super(`${problem.title} ${problem.detail}`);
    this.code = problem.code;
    this.status = response.status;
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSecondsOf(response);
    this.requestId = response.headers.get("x-request-id");
  }
}

/** No usable response, after all tries: the network failed, the time ran out, or something in between responded. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  /** The status of a response that was not the API's. Null if there was no response. */
  readonly status: number | null;

  constructor(message: string, { status = null, cause }: { status?: number | null; cause?: unknown } = {}) {
    super(message, { cause });
    this.status = status;
  }
}

/** `Retry-After` in seconds (RFC 9110 §10.2.3). Null if there is none, or only a date, which the API never sends. */
export function retryAfterSecondsOf({ headers }: Response): number | null {
  const value = headers.get("retry-after");
  return value !== null && /^\d+$/.test(value) ? Number(value) : null;
}

/** The error for a response that is not a success. */
export async function errorOf(response: Response): Promise<ProblemError | ConnectionError> {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json");
  const body = await response.text();
  if (isProblem) return new ProblemError(JSON.parse(body) as Problem, response);
  return new ConnectionError(`The response is not Countersign's: HTTP ${response.status}.`, {
    status: response.status,
  });
}
