import { findWireSession } from "@/lib/http";
import type { Project } from "@/lib/projects";
import { publicContext } from "../protocol";
import { returnToIn } from "../return-to";
import { flowIdOf } from "./context";
import { findVisibleFlow, startAgain } from "./get";
import { publicRequestOf } from "./public-request";
import { type ShownFlow, showFlow } from "./show";

/** The data of our own page for `?flow=`: the flow as any client gets it, or why there is none. */
export type FlowView =
  | { project: Project; flow: ShownFlow }
  | { project: Project | null; flow: null; isOver: boolean; startUrl: string };

/** The flow for this browser. */
export async function viewFlow(headers: Headers, id: string): Promise<FlowView> {
  const begin = "/self-service/verification/browser";
  const ctx = await publicContext(headers, "page");
  if (!ctx) return { project: null, flow: null, isOver: false, startUrl: begin };
  const { project } = ctx;
  const request = publicRequestOf(ctx, { request: new Request("http://localhost/", { headers }), text: "" });
  const seen = await findVisibleFlow(request, id);
  if (!seen.error) return { project, flow: await showFlow(seen.flow, request) };
  const isOver = seen.error.code === 410;
  const query = isOver && seen.flow ? startAgain(returnToIn(seen.flow.context.requestUrl)) : "";
  return { project, flow: null, isOver, startUrl: `${begin}${query}` };
}

/** The data of our own page for `?id=`: the reason of a stored error. Null if it is unknown. */
export interface ErrorView {
  project: Project | null;
  reason: string | null;
}

export async function viewError(headers: Headers, given: string): Promise<ErrorView> {
  const ctx = await publicContext(headers, "page");
  const id = flowIdOf(given);
  const kept = ctx && id !== null ? await findWireSession(ctx, id) : null;
  const { reason, message } = (kept?.document ?? {}) as { reason?: string; message?: string };
  return { project: ctx?.project ?? null, reason: reason ?? message ?? null };
}
