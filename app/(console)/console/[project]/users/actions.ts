"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { checkbox } from "@/app/_forms/action";
import { idOf } from "@/lib/http/native";
import { toTypeId } from "@/lib/id";
import { mapOk } from "@/lib/result";
import {
  addIdentifier,
  createUser,
  deleteUser,
  makePrimary,
  removeIdentifier,
  removeSocialAccount,
  updateUser,
} from "@/lib/users";
import { getText } from "../../../_text/get-text";
import { projectAction, projectConfirmed } from "../_parts/project-action";
import { identifierInputOf } from "./identifier-input";
import { userRefusalText } from "./user-refusal-text";

const shortText = z.string().trim().max(200).optional();
const address = z.string().trim().max(254);
const OneUser = z.object({ user: idOf("usr") });
const OneIdentifier = OneUser.extend({ identifier: idOf("idn") });

export const submitNewUser = projectAction(
  "users.write",
  z.object({
    name: shortText,
    externalId: shortText,
    address: address.optional(),
    asserted: checkbox(),
  }),
  async ({ ctx, project }, form) => {
    const identifiers = form.address
      ? [{ identifier: identifierInputOf(form.address), isAsserted: form.asserted }]
      : [];
    const { name, externalId } = form;
    const created = await createUser(ctx, { name, externalId, identifiers });
    if (!created.ok) return created;
    redirect(`/console/${toTypeId("prj", project.id)}/users/${toTypeId("usr", created.value.id)}` as Route);
  },
);

export const submitUser = projectAction(
  "users.write",
  OneUser.extend({ name: shortText, externalId: shortText }),
  async ({ ctx }, { user, name = null, externalId = null }) => {
    const updated = await updateUser(ctx, { userId: user, name, externalId });
    return mapOk(updated, () => true);
  },
);

export const submitIdentifier = projectAction(
  "users.write",
  OneUser.extend({ address, asserted: checkbox() }),
  async ({ ctx }, { user, address, asserted }) => {
    const identifier = identifierInputOf(address);
    const added = await addIdentifier(ctx, { userId: user, identifier, isAsserted: asserted });
    return mapOk(added, () => true);
  },
);

export const makeIdentifierPrimary = projectConfirmed(
  "users.write",
  OneIdentifier,
  async ({ ctx }, { user, identifier }) => {
    const t = await getText();
    const made = await makePrimary(ctx, { userId: user, identifierId: identifier });
    return made.ok ? undefined : userRefusalText(made.refusal, t);
  },
);

export const removeFromUser = projectConfirmed(
  "users.delete",
  OneIdentifier,
  async ({ ctx }, { user, identifier }) => {
    const t = await getText();
    const removed = await removeIdentifier(ctx, { userId: user, identifierId: identifier });
    return removed.ok ? undefined : userRefusalText(removed.refusal, t);
  },
);

export const unlinkAccount = projectConfirmed(
  "users.delete",
  OneUser.extend({ account: idOf("soc") }),
  async ({ ctx }, { user, account }) => {
    const t = await getText();
    const removed = await removeSocialAccount(ctx, { userId: user, socialAccountId: account });
    return removed.ok ? undefined : userRefusalText(removed.refusal, t);
  },
);

export const confirmDeleteUser = projectConfirmed(
  "users.delete",
  OneUser,
  async ({ ctx, project }, { user }) => {
    const t = await getText();
    const deleted = await deleteUser(ctx, user);
    if (!deleted.ok) return userRefusalText(deleted.refusal, t);
    redirect(`/console/${toTypeId("prj", project.id)}/users` as Route);
  },
);
