export interface Problem<R> {
  status: number;
  title: string;
  /** One sentence about this occurrence. */
  detail: (refusal: R) => string;
  /** Extra members a program needs to continue. */
  members?: (refusal: R) => Record<string, unknown>;
  /** What to do next. Shown at /docs/problems/{code}. */
  advice: string;
}
