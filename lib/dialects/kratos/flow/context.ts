import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { find, type LoadedVerification, setWireContext } from "@/lib/verification";
import type { Strategy } from "../policies";

const UiText = z.object({
  id: z.number(),
  text: z.string(),
  type: z.enum(["info", "error", "success"]),
  context: z.record(z.string(), z.unknown()).optional(),
});

/** What the last submission was told, until the next one. */
const Notice = z.object({
  message: UiText,
  /** The field that it stands at; null: it is about the whole form. */
  field: z.string().nullable(),
  /** Whether it replaces what the form says otherwise, or is added. */
  isAlone: z.boolean(),
  /** The address field is asked anew with this value; null: the form stays. */
  askedAnew: z.string().nullable(),
  /** Whether no strategy was found for it. */
  isLost: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

/** What a link brought: shown to the browser that opened it, and to no other. */
const Brought = z.object({ sealed: z.string(), by: z.string() });

/** What this dialect keeps with a flow's verification. It decides nothing: state, tries and ends are the engine's. */
const FlowContext = z.object({
  type: z.enum(["api", "browser"]),
  requestUrl: z.string(),
  /** Hashes of the secrets of the browsers that may see the flow: which began it, and which opened its links last. */
  browsers: z.array(z.string()),
  /** The address as it was submitted last. Null: none was. */
  address: z.string().nullable(),
  brought: Brought.nullable(),
  notice: Notice.nullable(),
});
export type FlowContext = z.infer<typeof FlowContext>;

/** A flow: the engine's verification, and what this dialect keeps with it. */
export interface Flow {
  verification: LoadedVerification;
  context: FlowContext;
  strategy: Strategy;
}

/** Null for a verification that is no flow: another dialect began it. */
export function toFlow(verification: LoadedVerification): Flow | null {
  const parsed = FlowContext.safeParse(verification.wireContext);
  if (!parsed.success || verification.dialect !== "kratos") return null;
  const strategy = verification.policyName === "kratos.link" ? "link" : "code";
  return { verification, context: parsed.data, strategy };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const nil = "00000000-0000-0000-0000-000000000000";

/** The flow id that a query names, or null if it is none. */
export function flowIdOf(text: string | null): string | null {
  return text && uuid.test(text) && text !== nil ? text.toLowerCase() : null;
}

export async function findFlow(ctx: Ctx, id: string): Promise<Flow | null> {
  const found = await find(ctx, id);
  return found.ok ? toFlow(found.value) : null;
}

/** How often a change begins again after another one came between. */
const mostRounds = 5;

/** Changes what is kept with a flow. Members that are not named stay as they are, whoever changes them meanwhile. */
export async function updateFlowContext(
  ctx: Ctx,
  flow: Flow,
  change: (context: FlowContext) => Partial<FlowContext>,
): Promise<Flow> {
  let current = flow;
  for (let round = 1; ; round++) {
    const { verification, context } = current;
    const wireContext = { ...context, ...change(context) };
    const kept = await setWireContext(ctx, { verification, wireContext });
    if (kept.ok) return toFlow(kept.value) ?? current;
    const found = await findFlow(ctx, verification.id);
    // Only words would be lost: what was judged stands in the engine.
    if (!found || round === mostRounds) return { ...current, context: wireContext };
    current = found;
  }
}
