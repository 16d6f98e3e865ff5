import { createHash, randomBytes } from "node:crypto";
import { newId } from "@/lib/id";
import { prefixOfClient } from "../api-key";
import { findLiveKey } from "../authenticate";
import type { KeyWithProject } from "../keys/repository";
import {
  consumeToken,
  findUserToken,
  insertContinuation,
  insertOnce,
  insertToken,
  type OpaqueToken,
  replaceToken,
} from "../repository";
import { endSessionsOf } from "../user-sessions/user-sessions";

export interface IssueOpaqueToken {
  /** Its purpose. A token of one kind is not accepted as any other. */
  kind: string;
  /** Precedes the random characters, for vendors whose clients recognize tokens by a prefix. */
  prefix?: string;
  projectId: string;
  userId: string;
  /** The client that obtains it. It stops working when the client's key does. */
  client: string;
  /** The sign-in that it continues (`listUserSessions`). */
  sessionId?: string;
  /** What ID tokens of the session say about the sign-in. */
  claims?: Record<string, unknown>;
  scopes?: readonly string[];
  lifetimeSeconds: number;
}

/** A token that acts for a user and contains no information: 43 random characters. Only its hash is stored. */
export async function issueOpaqueToken({
  prefix = "",
  scopes = [],
  ...given
}: IssueOpaqueToken): Promise<string> {
  const token = newToken(prefix);
  await insertToken({ ...given, scopes: [...scopes], tokenHash: hash(token) });
  return token;
}

/** A further token of a session, of any client. Null if the session has ended. */
export async function continueUserSession({
  scopes: _,
  prefix = "",
  ...given
}: IssueOpaqueToken & { sessionId: string }): Promise<string | null> {
  const token = newToken(prefix);
  const row = { ...given, tokenHash: hash(token) };
  // A refresh that runs at the same time replaces the token that was found, and only a new statement can see its successor.
  const isContinued = (await insertContinuation(row)) || (await insertContinuation(row));
  return isContinued ? token : null;
}

/** Replaces a token that works once by a new one, which ends when it would have. Null if it is unknown, used or expired. */
export async function rotateOpaqueToken(kind: string, token: string): Promise<string | null> {
  const successor = newToken();
  return (await replaceToken(kind, hash(token), hash(successor))) ? successor : null;
}

export interface FoundOpaqueToken {
  project: KeyWithProject["project"];
  userId: string;
  client: string;
  sessionId: string | null;
  claims: Record<string, unknown> | null;
  scopes: readonly string[];
  expiresAt: Date;
}

/** The user and client of a token. Null if it is unknown or expired, or its user or its client's key was deleted. */
export async function findOpaqueToken(kind: string, token: string): Promise<FoundOpaqueToken | null> {
  return toFound(await findUserToken(kind, hash(token)));
}

/** The same for a token that works once, which this uses up. */
export async function consumeOpaqueToken(kind: string, token: string): Promise<FoundOpaqueToken | null> {
  return toFound(await consumeToken(kind, hash(token)));
}

export interface BeginUserSession {
  kind: string;
  token: string;
  projectId: string;
  /** At least as long as the token is accepted. */
  lifetimeSeconds: number;
  /** A session that continues. Defaults to a new one. */
  sessionId?: string;
}

/**
 * Exchanges a token that is derived, so that there is no row of it yet, for the id of a session. Of several calls, one gets it.
 * Any other one ends the session: somebody else may have the token (RFC 6749 §4.1.2).
 */
export async function beginUserSession({ token, ...given }: BeginUserSession): Promise<string | null> {
  const { sessionId, isNew } = await insertOnce({ sessionId: newId(), ...given, tokenHash: hash(token) });
  if (isNew) return sessionId;
  if (sessionId) await endSessionsOf(given.projectId, { sessionId });
  return null;
}

async function toFound(row: OpaqueToken | null): Promise<FoundOpaqueToken | null> {
  if (!row?.userId || !row.client) return null;
  const prefix = prefixOfClient(row.client);
  const found = prefix ? await findLiveKey(prefix) : null;
  if (found?.project.id !== row.projectId) return null;
  return {
    project: found.project,
    userId: row.userId,
    client: row.client,
    sessionId: row.sessionId,
    claims: row.claims,
    scopes: row.scopes,
    expiresAt: row.expiresAt,
  };
}

function newToken(prefix = ""): string {
  return `${prefix}${randomBytes(32).toString("base64url")}`;
}

function hash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
