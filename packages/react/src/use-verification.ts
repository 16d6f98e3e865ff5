"use client";

import type { VerificationFailure, VerificationState } from "@countersign/client/handler";
import { useCallback, useEffect, useRef, useState } from "react";

export type Recipient = { email: string } | { phone: string; country?: string };

export interface UseVerificationOptions {
  /** Where your backend serves `createHandler` of `@countersign/client`. `/api/verification` by default. */
  endpoint?: string;
  /** Called once. Your backend was told before, by the handler's `onVerified`, and only that counts. */
  onVerified?: (verification: VerificationState) => void;
}

export interface VerificationControl {
  /** `start`: no message was sent yet. `code`: waiting for the code. `ended`: expired, canceled, or out of attempts. */
  step: "start" | "code" | "verified" | "ended";
  /** Whom the message was sent to, as entered. */
  recipient: Recipient | null;
  verification: VerificationState | null;
  /** Why the last call was refused. `attempt` differs each time, because the same refusal can follow itself. */
  failure: (VerificationFailure & { attempt: number }) | null;
  isBusy: boolean;
  /** Counts down to zero. Null: no message is left. */
  resendInSeconds: number | null;
  start(recipient: Recipient): Promise<void>;
  check(code: string): Promise<void>;
  resend(): Promise<void>;
  /** Begins again, for example with another address. */
  reset(): void;
}

/** Verifies one recipient by code, through routes of your own backend. */
export function useVerification({
  endpoint = "/api/verification",
  onVerified,
}: UseVerificationOptions = {}): VerificationControl {
  const [recipient, setRecipient] = useState<Recipient | null>(null);
  const [verification, setVerification] = useState<VerificationState | null>(null);
  const [failure, setFailure] = useState<VerificationControl["failure"]>(null);
  const [isBusy, setBusy] = useState(false);
  const [resendAt, setResendAt] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  const attempts = useRef(0);
  const resendInSeconds = useSecondsUntil(resendAt);

  const accept = useCallback((state: VerificationState) => {
    setVerification(state);
    setFailure(null);
    setResendAt(state.resendInSeconds === null ? null : Date.now() + state.resendInSeconds * 1000);
  }, []);

  /** One call at a time: the next one cancels what still runs, whose answer is then ignored. */
  const call = useCallback(
    async (path: string, body?: object): Promise<boolean> => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      setBusy(true);
      const answer = await send(endpoint + path, body, abort.signal);
      if (abort.signal.aborted) return false;
      running.current = null;
      setBusy(false);
      if ("state" in answer) accept(answer.state);
      else {
        setFailure({ ...answer.failure, attempt: ++attempts.current });
        const { code, attemptsLeft } = answer.failure;
        const status = code === "code_mismatch" && attemptsLeft === 0 ? "locked" : endings[code];
        setVerification(
          (v) => v && { ...v, status: status ?? v.status, attemptsLeft: attemptsLeft ?? v.attemptsLeft },
        );
      }
      return "state" in answer;
    },
    [endpoint, accept],
  );

  const id = verification?.id;
  const status = verification?.status;

  useEffect(() => () => running.current?.abort(), []);

  const told = useRef<string | null>(null);
  useEffect(() => {
    if (status !== "verified" || told.current === id) return;
    told.current = id ?? null;
    onVerified?.(verification!);
  }, [status, id, verification, onVerified]);

  // The link in the message may have been opened meanwhile, in another tab.
  useEffect(() => {
    if (!id || status !== "pending") return;
    const refresh = () => {
      if (document.visibilityState === "visible" && !running.current) void call(`/${id}`);
    };
    document.addEventListener("visibilitychange", refresh);
    return () => document.removeEventListener("visibilitychange", refresh);
  }, [id, status, call]);

  return {
    step:
      status === undefined
        ? "start"
        : status === "pending"
          ? "code"
          : status === "verified"
            ? "verified"
            : "ended",
    recipient,
    verification,
    failure,
    isBusy,
    resendInSeconds,
    start: async (to) => {
      setRecipient(to);
      await call("", to);
    },
    check: async (code) => {
      if (id) await call(`/${id}/attempts`, { code });
    },
    resend: async () => {
      if (id) await call(`/${id}/resends`, {});
    },
    reset: () => {
      running.current?.abort();
      running.current = null;
      setBusy(false);
      setVerification(null);
      setFailure(null);
    },
  };
}

/** Refusals after which no code can be right any more. */
const endings: Record<string, VerificationState["status"]> = {
  attempts_exhausted: "locked",
  verification_expired: "expired",
  verification_canceled: "canceled",
  verification_not_found: "expired",
  already_verified: "verified",
};

type Answer = { state: VerificationState } | { failure: VerificationFailure };

async function send(url: string, body: object | undefined, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: body ? "POST" : "GET",
      headers: { accept: "application/json", ...(body && { "content-type": "application/json" }) },
      body: body && JSON.stringify(body),
      signal,
    });
    const answer = await response.json();
    return response.ok ? { state: answer } : { failure: answer };
  } catch {
    return { failure: { code: "unavailable" } };
  }
}

/** Whole seconds until an instant of this machine's clock, renewed every second. */
function useSecondsUntil(instant: number | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  const isOver = instant === null || instant <= now;
  useEffect(() => {
    setNow(Date.now());
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isOver]);
  return instant === null ? null : Math.max(0, Math.ceil((instant - now) / 1000));
}
