import type { Ctx } from "@/lib/access";
import { minute } from "@/lib/time";
import { TtlCache } from "@/lib/ttl-cache";
import type { VerificationKey } from "./sql-fragments/repository";
import { type LoadedVerification, offersCode, wasIssued } from "./verification";

/** What this process knows of a code that it has sent. Never its status: only the database knows that. */
export type SentCode = Pick<
  LoadedVerification,
  "id" | "projectId" | "generation" | "secretKeyId" | "purpose" | "policyName" | "client" | "policy"
> & { identifierType: string; identifier: string };

/** Most people answer within minutes. What is not known here takes one more statement. */
const known = new TtlCache<string, SentCode>(20_000, 15 * minute * 1000);

const keyOf = (
  projectId: string,
  { policyName, identifierType, identifier, client }: Omit<VerificationKey, "userId">,
) => JSON.stringify([projectId, policyName, identifierType, identifier, client]);

/**
 * Remembers a sent code that `proveAtOnce` can prove. Not if the verification concerns a user, whose identifiers change with it,
 * and not if the code cannot be derived.
 */
export function rememberSentCode(v: LoadedVerification): void {
  const {
    id,
    projectId,
    generation,
    identifier,
    identifierType,
    secretKeyId,
    purpose,
    policyName,
    client,
    policy,
  } = v;
  const concernsUser = v.userId !== null || policy.bind === "existing";
  if (concernsUser || v.chosenCode || !wasIssued(v) || !offersCode(v) || !identifier || !identifierType)
    return;
  const sent = {
    id,
    projectId,
    generation,
    identifier,
    identifierType,
    secretKeyId,
    purpose,
    policyName,
    client,
    policy,
  };
  known.set(id, sent);
  known.set(keyOf(projectId, { policyName, identifierType, identifier, client }), sent);
}

export function sentCode({ project }: Ctx, id: string): SentCode | undefined {
  const sent = known.get(id);
  return sent?.projectId === project.id ? sent : undefined;
}

/** What is verified is not asked for again. */
export function forgetSentCode(sent: SentCode): void {
  known.delete(sent.id);
  known.delete(keyOf(sent.projectId, sent));
}

/** The last one of this key. Another process may have sent a later one. */
export function sentCodeByKey({ project }: Ctx, key: VerificationKey): SentCode | undefined {
  return key.userId === null ? known.get(keyOf(project.id, key)) : undefined;
}
