import { type Ctx, record } from "@/lib/access";
import { summarize } from "@/lib/events";
import { toTypeId } from "@/lib/id";
import { ok, type Result } from "@/lib/result";
import { findPerson, type PersonInput, type PersonRefusal } from "./person";
import { deliveriesOf, eventsOf, suppressionsOf, verificationsOf } from "./repository";

/** Everything that is stored about a person, for the person. Neither codes nor keys. */
export interface PersonExport {
  user: Record<string, unknown> | null;
  identifiers: Record<string, unknown>[];
  socialAccounts: Record<string, unknown>[];
  verifications: Record<string, unknown>[];
  messages: Record<string, unknown>[];
  events: Record<string, unknown>[];
  suppressions: Record<string, unknown>[];
}

/** Collects a person's data. Who did it is recorded. */
export async function exportPerson(
  ctx: Ctx,
  input: PersonInput,
): Promise<Result<PersonExport, PersonRefusal>> {
  const found = await findPerson(ctx, input);
  if (!found.ok) return found;
  const { user, identifiers } = found.value;
  const projectId = ctx.project.id;
  const person = { identifiers, userId: user?.id ?? null };
  const [verifications, suppressions] = await Promise.all([
    verificationsOf(projectId, person),
    suppressionsOf(projectId, person),
  ]);
  const ids = verifications.map(({ id }) => id);
  const [messages, events] = await Promise.all([deliveriesOf(projectId, ids), eventsOf(projectId, ids)]);
  await record(ctx, "person.exported", { verifications: ids.length, ...(user && { userId: user.id }) });
  return ok({
    user: user && {
      id: toTypeId("usr", user.id),
      externalId: user.externalId,
      name: user.name,
      createdAt: user.createdAt,
      updatedAt: user.updatedAt,
    },
    identifiers: (user?.identifiers ?? []).map(
      ({ id, type, value, isPrimary, verifiedAt, evidence, createdAt }) => ({
        id: toTypeId("idn", id),
        type,
        value,
        isPrimary,
        verifiedAt,
        evidence,
        createdAt,
      }),
    ),
    socialAccounts: (user?.socialAccounts ?? []).map(
      ({ id, provider, issuer, subject, profile, verifiedAt }) => ({
        id: toTypeId("soc", id),
        provider,
        issuer,
        subject,
        profile,
        verifiedAt,
      }),
    ),
    verifications: verifications.map((v) => ({
      id: toTypeId("ver", v.id),
      recipient: v.identifierValue,
      country: v.country,
      channel: v.channel,
      purpose: v.purpose,
      method: v.method,
      locale: v.locale,
      metadata: v.metadata,
      requestedFrom: v.requestedFrom,
      socialAccount: v.socialProof && {
        issuer: v.socialProof.issuer,
        subject: v.socialProof.subject,
        profile: v.socialProof.profile,
      },
      attempts: v.attemptCount,
      createdAt: v.createdAt,
      expiresAt: v.expiresAt,
      verifiedAt: v.verifiedAt,
      canceledAt: v.canceledAt,
    })),
    messages: messages.map((d) => ({
      id: toTypeId("dlv", d.id),
      verificationId: toTypeId("ver", d.verificationId),
      recipient: d.recipient,
      channel: d.channel,
      locale: d.locale,
      provider: d.providerKind,
      outcome: d.outcome,
      status: d.status,
      createdAt: d.createdAt,
      finishedAt: d.finishedAt,
    })),
    events: events.map((event) => ({
      id: toTypeId("evt", event.id),
      type: event.type,
      summary: summarize(event),
      verificationId: event.verificationId && toTypeId("ver", event.verificationId),
      createdAt: event.createdAt,
    })),
    suppressions: suppressions.map(({ channel, recipient, reason, createdAt }) => ({
      channel,
      recipient,
      reason,
      createdAt,
    })),
  });
}
