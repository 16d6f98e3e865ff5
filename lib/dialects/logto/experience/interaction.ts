import type { Ctx } from "@/lib/access";
import { changeWireSession, findWireSession, keepWireSession } from "@/lib/http";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";
import { interactionSeconds } from "../records/policies";
import type { RecordType } from "../records/record";

export const interactionEvents = ["SignIn", "Register", "ForgotPassword"] as const;
export type InteractionEvent = (typeof interactionEvents)[number];

/** Staged changes of the user, stored on submit. Proofs are ids of verifications. */
export interface StagedProfile {
  email?: { value: string; provenBy: string };
  phone?: { value: string; provenBy: string };
  /** Verifications of social accounts. */
  accounts?: string[];
  username?: string;
  /** From `hashPassword`. */
  passwordHash?: string;
  name?: string;
  avatar?: string;
  extra?: Record<string, unknown>;
}

/** The state of one sign-in or registration. */
export interface Interaction {
  /** The application that sent the person here. */
  clientId: string;
  /** Null until the page sets it. */
  event: InteractionEvent | null;
  /** The identified user. */
  userId?: string;
  profile: StagedProfile;
  /** One record of each type. A newer one replaces the older one. */
  records: Partial<Record<RecordType, string>>;
  captcha: { verified: boolean; skipped: boolean };
  /** The languages that the application requested. */
  uiLocales?: string;
}

export interface OpenInteraction extends Interaction {
  id: string;
  event: InteractionEvent;
}

export const blank = {
  event: null,
  profile: {},
  records: {},
  captcha: { verified: false, skipped: false },
} as const satisfies Omit<Interaction, "clientId">;

/** Starts an interaction for this application, and returns its id. */
export async function openInteraction(
  ctx: Ctx,
  origin: Pick<Interaction, "clientId" | "uiLocales"> & { event?: InteractionEvent },
): Promise<string> {
  const document: Interaction = { ...blank, ...origin };
  const { id } = await keepWireSession(ctx, { document, lifetimeSeconds: interactionSeconds });
  return id;
}

/** The interaction's id. The cookie identifies it, and so the caller. */
export function idOfInteraction({ caller }: Ctx): string {
  if (caller.kind !== "page") throw new Error("The Experience API is called by browsers only.");
  return caller.nonce;
}

/** The two error descriptions of `oidc-provider`, on which the vendor's server is built (lib/provider.js, `getInteraction`). */
export const interactionNotFound = (
  error_description:
    | "interaction session id cookie not found"
    | "interaction session not found" = "interaction session not found",
) => logtoError("session.not_found", { oauth: { error: "invalid_request", error_description } });

/** The browser's interaction, which must have an event. Checked before the body. */
export async function interactionGate({
  ctx,
}: {
  ctx: Ctx;
}): Promise<Result<OpenInteraction, LogtoError<"session.not_found" | "session.interaction_not_found">>> {
  const session = await findWireSession(ctx, idOfInteraction(ctx));
  if (!session) return interactionNotFound();
  const document = session.document as Interaction;
  if (document.event === null) return logtoError("session.interaction_not_found", { status: 404 });
  return ok({ ...document, id: session.id, event: document.event });
}

export const gateRefusals = ["session.not_found", "session.interaction_not_found"] as const;

/** Changes the stored interaction. `change` gets its current state, because another call may have changed it since it was read. */
export async function change(ctx: Ctx, changed: (before: Interaction) => Interaction): Promise<void> {
  await changeWireSession(ctx, idOfInteraction(ctx), (document) => changed(document as Interaction));
}

/** Adds a record, replacing an older one of the same type. */
export function keepRecord(ctx: Ctx, type: RecordType, verificationId: string): Promise<void> {
  return change(ctx, (before) => ({ ...before, records: { ...before.records, [type]: verificationId } }));
}
