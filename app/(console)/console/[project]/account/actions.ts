"use server";

import { redirect } from "next/navigation";
import { renderSVG } from "uqr";
import { z } from "zod";
import { secret } from "@/app/_forms/action";
import {
  addPasskey,
  changeProfile,
  confirmTotp,
  endSessions,
  offerPasskey,
  offerTotp,
  removePasskey,
  removeTotp,
  replaceRecoveryCodes,
} from "@/lib/access";
import { mapOk, ok } from "@/lib/result";
import { accountAction, accountConfirmed } from "../../../_session/account-action";
import { changeAddress, sendAddressCode } from "../../../_session/address-code";

const NoFields = z.object({});

export const saveProfile = accountAction(
  z.object({
    name: z.string().trim().max(80).default(""),
  }),
  async ({ ctx, session }, profile) =>
    mapOk(await changeProfile(ctx, session.operatorId, profile), () => true),
);

/** Sends a code to the address that the operator wants. */
export const startAddress = accountAction(
  (t) => z.object({ email: z.email(t("account.invalid")).max(254) }),
  ({ ctx, session }, { email }) => sendAddressCode(ctx, session.operatorId, email),
);

export const saveAddress = accountAction(
  z.object({ verificationId: z.uuid(), code: secret(z.string().trim().max(20)) }),
  async ({ ctx, session }, proof) => mapOk(await changeAddress(ctx, session.operator, proof), () => true),
);

/** What the browser needs to create a passkey. */
export const startPasskey = accountAction(
  z.object({ name: z.string().trim().min(1).max(60) }),
  async ({ session }, { name }) => ok({ name, options: await offerPasskey(session.operator) }),
);

type Created = Parameters<typeof addPasskey>[2]["response"];

/** `response` is the browser's answer as JSON. */
export const savePasskey = accountAction(
  z.object({
    name: z.string().trim().min(1).max(60),
    response: secret(z.string().max(20_000).transform(parsed)),
  }),
  async ({ ctx, session }, passkey) => addPasskey(ctx, session, passkey),
);

function parsed(json: string): Created {
  try {
    return JSON.parse(json);
  } catch {
    // An empty response is refused like any other that is invalid.
    return {} as Created;
  }
}

export const deletePasskey = accountConfirmed(
  z.object({ passkey: z.uuid() }),
  async ({ ctx, session }, { passkey }) => {
    await removePasskey(ctx, session.operatorId, passkey);
  },
);

/** The new key, also as an image to scan. */
export const startTotp = accountAction(NoFields, async ({ session }) =>
  mapOk(await offerTotp(session.operator), ({ secret, uri }) => ({
    secret,
    image: `data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 2 }))}`,
  })),
);

export const turnOnTotp = accountAction(
  z.object({ code: secret(z.string().trim().max(20)) }),
  ({ ctx, session }, { code }) => confirmTotp(ctx, session, code),
);

export const deleteTotp = accountConfirmed(NoFields, async ({ ctx, session }) => {
  await removeTotp(ctx, session.operatorId);
});

/** Returns the new codes, the only time they can be seen. */
export const replaceCodes = accountAction(NoFields, async ({ ctx, session }) =>
  ok({ recoveryCodes: await replaceRecoveryCodes(ctx, session.operatorId) }),
);

export const endSession = accountConfirmed(
  z.object({ session: z.uuid() }),
  async ({ ctx, session: own }, { session }) => {
    await endSessions(ctx, own.operatorId, { id: session });
  },
);

export const endAllSessions = accountConfirmed(NoFields, async ({ ctx, session }) => {
  await endSessions(ctx, session.operatorId, {});
  redirect("/console/sign-in");
});
