import type { Ctx } from "@/lib/access";
import { newId } from "@/lib/id";
import {
  changeSession,
  findSession,
  findSessionAnywhere,
  insertSession,
  type WireSession,
} from "./repository";

export type { WireSession } from "./repository";

/** A dialect's own short-lived document, such as an error to be shown on another page. Holds no secret in clear. */
export interface KeepWireSession {
  document: unknown;
  lifetimeSeconds: number;
}

/** Keeps a document for a while. Only the same dialect and project find it again. */
export function keepWireSession(
  ctx: Ctx,
  { document, lifetimeSeconds }: KeepWireSession,
): Promise<WireSession> {
  return insertSession({
    id: newId(),
    projectId: ctx.project.id,
    dialect: ctx.dialect,
    document: JSON.stringify(document),
    lifetimeSeconds,
  });
}

export function findWireSession(ctx: Ctx, id: string): Promise<WireSession | null> {
  return findSession({ id, projectId: ctx.project.id, dialect: ctx.dialect });
}

/** For dialects whose browsers send only the session. Its row contains the project. */
export function findWireSessionAnywhere(dialect: string, id: string): Promise<WireSession | null> {
  return findSessionAnywhere({ dialect, id });
}

/**
 * Replaces a document by what `change` makes of it; of many at once, each sees what the one before wrote. Null if it has
 * ended. `change` must do nothing else: it runs while others wait.
 */
export function changeWireSession(
  ctx: Ctx,
  id: string,
  change: (document: unknown) => unknown,
): Promise<WireSession | null> {
  return changeSession({ id, projectId: ctx.project.id, dialect: ctx.dialect }, change);
}
