import type { EdgeRefusal } from "../protocol";
import type { Problem } from "./problem";
import { type NativeRefusal, problems } from "./problems";

/** Where and when a refusal occurred. */
export interface ProblemOccurrence {
  publicUrl: string;
  /** The request path. */
  instance: string;
  requestId: string;
}

/** Renders a refusal as a problem document (RFC 9457). `type` is the URL of its page under /docs/problems. */
export function problemDocument(
  refusal: NativeRefusal | EdgeRefusal,
  { publicUrl, instance, requestId }: ProblemOccurrence,
) {
  const problem = problems[refusal.code] as Problem<NativeRefusal | EdgeRefusal>;
  const members: { retryAfterSeconds?: number | null; [name: string]: unknown } =
    problem.members?.(refusal) ?? {};
  return {
    type: `${publicUrl}/docs/problems/${refusal.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail(refusal),
    instance,
    code: refusal.code,
    ...members,
    requestId,
  };
}
