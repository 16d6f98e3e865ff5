import type { Ctx } from "@/lib/access";
import { changeWireSession, findWireSession, keepWireSession } from "@/lib/http";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";
import { interactionSeconds } from "../records/policies";
import type { RecordType } from "../records/record";

export const interactionEvents = ["SignIn", "Register", "ForgotPassword"] as const;
export type InteractionEvent = (typeof interactionEvents)[number];

/** What is to become of the user, gathered until it is written. Proofs are named by their verifications. */
export interface StagedProfile {
  email?: { value: string; provenBy: string };
  phone?: { value: string; provenBy: string };
  /** Verifications that proved accounts. */
  accounts?: string[];
  username?: string;
  /** As `hashPassword` made it. */
  passwordHash?: string;
  name?: string;
  avatar?: string;
  extra?: Record<string, unknown>;
}

/** What the vendor keeps of one visit to the sign-in page. */
export interface Interaction {
  /** Which application sent the person here. */
  clientId: string;
  /** Null until the page has said what it is for. */
  event: InteractionEvent | null;
  /** The user who was identified. */
  userId?: string;
  profile: StagedProfile;
  /** One record of each type: a newer one takes the older's place. */
  records: Partial<Record<RecordType, string>>;
  captcha: { verified: boolean; skipped: boolean };
  /** The languages that the application asked for. */
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

/** Begins one for this application, and answers its id. */
export async function openInteraction(
  ctx: Ctx,
  origin: Pick<Interaction, "clientId" | "uiLocales"> & { event?: InteractionEvent },
): Promise<string> {
  const document: Interaction = { ...blank, ...origin };
  const { id } = await keepWireSession(ctx, { document, lifetimeSeconds: interactionSeconds });
  return id;
}

/** The cookie identifies the interaction, and so the caller. */
export function idOfInteraction({ caller }: Ctx): string {
  if (caller.kind !== "page") throw new Error("The Experience API is called by browsers only.");
  return caller.nonce;
}

/** The two descriptions of `oidc-provider`, which the vendor's server is built on (lib/provider.js, `getInteraction`). */
export const interactionNotFound = (
  error_description:
    | "interaction session id cookie not found"
    | "interaction session not found" = "interaction session not found",
) => logtoError("session.not_found", { oauth: { error: "invalid_request", error_description } });

/** The interaction of this browser, once the page has said what it is for. Stands before the body's faults. */
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

/** Changes what is kept. `change` sees what is there now, which another call may have changed since it was read. */
export async function change(ctx: Ctx, changed: (before: Interaction) => Interaction): Promise<void> {
  await changeWireSession(ctx, idOfInteraction(ctx), (document) => changed(document as Interaction));
}

/** Keeps a record, in place of the older of its type. */
export function keepRecord(ctx: Ctx, type: RecordType, verificationId: string): Promise<void> {
  return change(ctx, (before) => ({ ...before, records: { ...before.records, [type]: verificationId } }));
}
