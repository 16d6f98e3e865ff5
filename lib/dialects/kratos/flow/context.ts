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

/** The message for the last submission, shown until the next one. */
const Notice = z.object({
  message: UiText,
  /** The field of the message. Null: the whole form. */
  field: z.string().nullable(),
  /** Whether it replaces the form's usual messages or is added to them. */
  isAlone: z.boolean(),
  /** The form asks for an address again, with this value. Null: the form does not change. */
  addressValue: z.string().nullable(),
  /** Whether the submission named no strategy. */
  isLost: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

/** A link's secret, shown only to the browser that opened it. */
const LinkSecret = z.object({ sealed: z.string(), by: z.string() });

/** This dialect's data for a flow's verification. It contains no state: attempts and expiry belong to the engine. */
const FlowContext = z.object({
  type: z.enum(["api", "browser"]),
  requestUrl: z.string(),
  /** Hashes of the secrets of browsers that can see the flow: the one that started it and those that opened its links last. */
  browsers: z.array(z.string()),
  /** The last submitted address. Null: none yet. */
  address: z.string().nullable(),
  linkSecret: LinkSecret.nullable(),
  notice: Notice.nullable(),
});
export type FlowContext = z.infer<typeof FlowContext>;

/** A flow: a verification with this dialect's data. */
export interface Flow {
  verification: LoadedVerification;
  context: FlowContext;
  strategy: Strategy;
}

/** Null for a verification that another dialect started. */
export function toFlow(verification: LoadedVerification): Flow | null {
  const parsed = FlowContext.safeParse(verification.wireContext);
  if (!parsed.success || verification.dialect !== "kratos") return null;
  const strategy = verification.policyName === "kratos.link" ? "link" : "code";
  return { verification, context: parsed.data, strategy };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const nil = "00000000-0000-0000-0000-000000000000";

/** Parses a flow id. Null if it is malformed. */
export function flowIdOf(text: string | null): string | null {
  return text && uuid.test(text) && text !== nil ? text.toLowerCase() : null;
}

export async function findFlow(ctx: Ctx, id: string): Promise<Flow | null> {
  const found = await find(ctx, id);
  return found.ok ? toFlow(found.value) : null;
}

/** How often a change is retried after a conflicting one. */
const mostRounds = 5;

/** Changes a flow's data. Other members keep their value, even if they change at the same time. */
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
    // Only a message would be lost. The result is stored in the engine.
    if (!found || round === mostRounds) return { ...current, context: wireContext };
    current = found;
  }
}
