import type { Ctx } from "@/lib/access";
import { newId } from "@/lib/id";
import { findSession, insertSession, type WireSession } from "./repository";

export type { WireSession } from "./repository";

/** A dialect's own short-lived document, such as an error to be shown on another page. Holds no secret in clear. */
export interface KeepWireSession {
  document: unknown;
  lifetimeSeconds: number;
}

/** Keeps a document for a while. Only the same mouth and project find it again. */
export function keepWireSession(
  ctx: Ctx,
  { document, lifetimeSeconds }: KeepWireSession,
): Promise<WireSession> {
  return insertSession({
    id: newId(),
    projectId: ctx.project.id,
    mouth: ctx.mouth,
    document: JSON.stringify(document),
    lifetimeSeconds,
  });
}

export function findWireSession(ctx: Ctx, id: string): Promise<WireSession | null> {
  return findSession({ id, projectId: ctx.project.id, mouth: ctx.mouth });
}
