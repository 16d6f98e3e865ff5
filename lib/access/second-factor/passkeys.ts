import { createHash } from "node:crypto";
import { isIP } from "node:net";
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { db, isUniqueViolation } from "@/lib/db";
import { env } from "@/lib/env";
import { ok, type Result, refuse } from "@/lib/result";
import { minute } from "@/lib/time";
import type { Ctx } from "../context";
import { record } from "../record";
import { consumeToken, insertToken, lockOperator, type Operator } from "../repository";
import { markSecondFactor, type Session } from "../sessions/repository";
import { firstRecoveryCodes } from "./recovery-codes";
import type { SecondFactorRefusal } from "./refusals";
import { countSignature, deletePasskey, insertPasskey, selectPasskeys } from "./repository";

/** Loaded with the first passkey, because the library is large. */
const webAuthn = () => import("@simplewebauthn/server");

type Purpose = "add_passkey" | "answer_passkey";

/** How long a challenge can be answered, in seconds. */
const challengeLifetimeSeconds = 5 * minute;

/** Passkeys belong to a domain, so there are none where people reach the console by an IP address (WebAuthn §5.1.3). */
export function passkeysWork(): boolean {
  return isIP(relyingParty().id.replace(/^\[|\]$/g, "")) === 0;
}

/** What the browser needs to create a passkey. */
export async function offerPasskey(operator: Operator): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await webAuthn();
  const options = await generateRegistrationOptions({
    rpName: "Countersign",
    rpID: relyingParty().id,
    userName: operator.email,
    userDisplayName: operator.name || operator.email,
    userID: new TextEncoder().encode(operator.id),
    attestationType: "none",
    excludeCredentials: await descriptorsOf(operator.id),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
  await keepChallenge("add_passkey", operator.id, options.challenge);
  return options;
}

export interface AddPasskey {
  name: string;
  response: RegistrationResponseJSON;
}

/** Adds the passkey that the browser created. Returns new recovery codes if the operator had none. */
export async function addPasskey(
  ctx: Ctx,
  session: Session,
  { name, response }: AddPasskey,
): Promise<Result<{ recoveryCodes: string[] | null }, SecondFactorRefusal>> {
  const { operatorId } = session;
  const checked = await checkedRegistration(operatorId, response);
  if (!checked) return refuse({ code: "passkey_invalid" });
  const { id, publicKey, counter, transports } = checked.credential;
  try {
    return await db().transaction(async (tx) => {
      await lockOperator(operatorId, tx);
      await insertPasskey(
        {
          operatorId,
          name,
          credentialId: id,
          publicKey: Buffer.from(publicKey),
          signatureCount: counter,
          transports,
        },
        tx,
      );
      await markSecondFactor(session.id, tx);
      const recoveryCodes = await firstRecoveryCodes(operatorId, tx);
      await record(ctx, "operator.second_factor_added", { operatorId, kind: "passkey", name }, tx);
      return ok({ recoveryCodes });
    });
  } catch (error) {
    if (isUniqueViolation(error, "operator_passkeys_credential")) return refuse({ code: "passkey_taken" });
    throw error;
  }
}

/** What the browser needs to sign with one of the operator's passkeys. */
export async function askForPasskey(operatorId: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webAuthn();
  const options = await generateAuthenticationOptions({
    rpID: relyingParty().id,
    allowCredentials: await descriptorsOf(operatorId),
    userVerification: "preferred",
  });
  await keepChallenge("answer_passkey", operatorId, options.challenge);
  return options;
}

/** Gives the second factor with a passkey's signature. */
export async function answerWithPasskey(
  ctx: Ctx,
  session: Session,
  response: AuthenticationResponseJSON,
): Promise<Result<void, SecondFactorRefusal>> {
  const { operatorId } = session;
  const checked = await checkedSignature(operatorId, response);
  if (!checked) {
    await record(ctx, "operator.second_factor_refused", { operatorId, reason: "passkey_invalid" });
    return refuse({ code: "passkey_invalid" });
  }
  return db().transaction(async (tx): Promise<Result<void, SecondFactorRefusal>> => {
    if (!(await countSignature(checked.passkeyId, checked.signatureCount, tx)))
      return refuse({ code: "passkey_invalid" });
    await markSecondFactor(session.id, tx);
    return ok(undefined);
  });
}

/** Removes a passkey. False if there is no such one. */
export async function removePasskey(ctx: Ctx, operatorId: string, id: string): Promise<boolean> {
  return db().transaction(async (tx) => {
    const removed = await deletePasskey(operatorId, id, tx);
    if (!removed) return false;
    const { name } = removed;
    await record(ctx, "operator.second_factor_removed", { operatorId, kind: "passkey", name }, tx);
    return true;
  });
}

/** The new credential, if the response belongs to an open challenge. Null otherwise. */
async function checkedRegistration(operatorId: string, response: RegistrationResponseJSON) {
  const seen: { challenge?: string } = {};
  const { verifyRegistrationResponse } = await webAuthn();
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: remember(seen),
    expectedOrigin: relyingParty().origin,
    expectedRPID: relyingParty().id,
    // A second factor proves possession; the first factor was something else.
    requireUserVerification: false,
  }).catch(invalid);
  if (!verified?.verified || !(await spendChallenge("add_passkey", operatorId, seen.challenge))) return null;
  return verified.registrationInfo;
}

async function checkedSignature(operatorId: string, response: AuthenticationResponseJSON) {
  const passkey = (await selectPasskeys(operatorId)).find(
    ({ credentialId }) => credentialId === response?.id,
  );
  if (!passkey) return null;
  const seen: { challenge?: string } = {};
  const { verifyAuthenticationResponse } = await webAuthn();
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: remember(seen),
    expectedOrigin: relyingParty().origin,
    expectedRPID: relyingParty().id,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: passkey.signatureCount,
      transports: passkey.transports as AuthenticatorTransport[],
    },
    requireUserVerification: false,
  }).catch(invalid);
  if (!verified?.verified || !(await spendChallenge("answer_passkey", operatorId, seen.challenge)))
    return null;
  return { passkeyId: passkey.id, signatureCount: verified.authenticationInfo.newCounter };
}

/** The library throws for everything that is wrong with a response, which anyone can send. */
function invalid(): null {
  return null;
}

/** Takes down the response's challenge, which is compared afterwards: the library would hide a failing database. */
function remember(seen: { challenge?: string }) {
  return (challenge: string) => {
    seen.challenge = challenge;
    return true;
  };
}

function keepChallenge(purpose: Purpose, operatorId: string, challenge: string): Promise<void> {
  return insertToken({
    kind: purpose,
    tokenHash: hash(challenge),
    operatorId,
    lifetimeSeconds: challengeLifetimeSeconds,
  });
}

/** Whether this challenge was given to this operator for this purpose, and not answered before. */
async function spendChallenge(purpose: Purpose, operatorId: string, challenge = ""): Promise<boolean> {
  const consumed = await consumeToken(purpose, hash(challenge));
  return consumed?.operatorId === operatorId;
}

async function descriptorsOf(operatorId: string) {
  const passkeys = await selectPasskeys(operatorId);
  return passkeys.map(({ credentialId, transports }) => ({
    id: credentialId,
    transports: transports as AuthenticatorTransport[],
  }));
}

/** The console's domain and origin. */
function relyingParty(): { id: string; origin: string } {
  const { hostname, origin } = new URL(env.PUBLIC_URL);
  return { id: hostname, origin };
}

function hash(challenge: string): Buffer {
  return createHash("sha256").update(challenge).digest();
}
