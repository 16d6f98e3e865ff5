import type { Ctx } from "@/lib/access";
import { start } from "@/lib/verification";
import { hashOf } from "../csrf";
import type { UiText } from "../messages";
import { flowPolicy, type Strategy } from "../policies";
import { type Flow, type FlowContext, toFlow } from "./context";

export interface BeginFlow {
  type: "api" | "browser";
  strategy: Strategy;
  requestUrl: string;
  /** The secret of the browser that can see it. */
  secret: Buffer | null;
  /** Why it replaces another flow. */
  message?: UiText;
}

/** Creates a flow: a verification without an identifier. */
export async function beginFlow(ctx: Ctx, { secret, message, ...given }: BeginFlow): Promise<Flow> {
  const { type, strategy, requestUrl } = given;
  const context: FlowContext = {
    type,
    requestUrl,
    browsers: secret && type === "browser" ? [hashOf(secret)] : [],
    address: null,
    linkSecret: null,
    notice: message ? { message, field: null, isAlone: true, addressValue: null, isLost: false } : null,
  };
  const policy = flowPolicy(strategy, ctx.project.settings.dialects.kratos);
  const started = await start(ctx, { policy, wireContext: context, locale: "en" });
  if (!started.ok) throw new Error(`A start without an identifier was refused: ${started.refusal.code}.`);
  return toFlow(started.value.verification)!;
}
