import pino from "pino";
import { env } from "@/lib/env";

/** All fields of a log line. There is none for a body, query, header or recipient. */
export interface LogFields {
  requestId?: string;
  dialect?: string;
  method?: string;
  /** The route's pattern, never the URL, because query strings can contain secrets. */
  route?: string;
  status?: number;
  durationMs?: number;
  projectId?: string;
  verificationId?: string;
  deliveryId?: string;
  operatorId?: string;
  provider?: string;
  channel?: string;
  outcome?: string;
  reason?: string;
  count?: number;
  error?: ErrorFields;
}

/** An error without its message, because database errors quote values. */
export interface ErrorFields {
  name: string;
  code?: string;
  frames: string[];
}

const allowed = {
  requestId: true,
  dialect: true,
  method: true,
  route: true,
  status: true,
  durationMs: true,
  projectId: true,
  verificationId: true,
  deliveryId: true,
  operatorId: true,
  provider: true,
  channel: true,
  outcome: true,
  reason: true,
  count: true,
  error: true,
} satisfies Record<keyof LogFields, true>;

let logger: pino.Logger | undefined;

/**
 * In production, lines are written in batches, at most a tenth of a second late: one system call per line costs ten times
 * as much as the rest. pino flushes the rest when the process exits. A pipe takes up to 4096 bytes as a whole
 * (POSIX `PIPE_BUF` of Linux), so that lines of several processes do not mix.
 */
const gathering = { sync: false, minLength: 3072, maxWrite: 4096, periodicFlush: 100 };

function open(): pino.Logger {
  const options = { level: env.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return env.NODE_ENV === "production" ? pino(options, pino.destination(gathering)) : pino(options);
}

function write(level: "debug" | "info" | "warn" | "error", message: string, fields: LogFields): void {
  logger ??= open();
  if (!logger.isLevelEnabled(level)) return;
  // The type excludes other fields; this enforces it at run time, too (docs/security.md #10).
  const chosen = Object.fromEntries(Object.entries(fields).filter(([name]) => Object.hasOwn(allowed, name)));
  logger[level](chosen, message);
}

/** Structured log lines on standard output. Messages are fixed; variable parts are in fields. */
export const log = {
  debug: (message: string, fields: LogFields = {}) => write("debug", message, fields),
  info: (message: string, fields: LogFields = {}) => write("info", message, fields),
  warn: (message: string, fields: LogFields = {}) => write("warn", message, fields),
  error: (message: string, fields: LogFields = {}) => write("error", message, fields),
};
export type Log = typeof log;

/** The loggable parts of an error: its name, code and stack frames. */
export function errorFields(error: unknown): ErrorFields {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  if (!(root instanceof Error)) return { name: typeof root, frames: [] };
  const code = "code" in root && typeof root.code === "string" ? root.code : undefined;
  const frames = [error, root].flatMap((e) => (e instanceof Error ? (e.stack ?? "").split("\n") : []));
  return {
    name: root.name,
    code,
    frames: frames
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim())
      .slice(0, 12),
  };
}
