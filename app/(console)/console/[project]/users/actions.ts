"use server";

import type { Route } from "next";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { action, checkbox, confirmed } from "@/app/_forms/action";
import { toTypeId } from "@/lib/id";
import { mapOk } from "@/lib/result";
import {
  addIdentifier,
  createUser,
  deleteUser,
  makePrimary,
  removeIdentifier,
  updateUser,
} from "@/lib/users";
import { requireRole } from "../../../_session/session";
import { idField, projectField } from "../_parts/fields";
import { givenFrom } from "./given";
import { sentenceFor } from "./words";

const shortText = z.string().trim().max(200).optional();
const address = z.string().trim().max(254);
const OneUser = { project: projectField, user: idField("usr") };
const OneIdentifier = { ...OneUser, identifier: idField("idn") };

export const createIt = action(
  z.object({
    project: projectField,
    name: shortText,
    externalId: shortText,
    address: address.optional(),
    asserted: checkbox(),
  }),
  async (form) => {
    const { ctx } = await requireRole(form.project, "users.write");
    const identifiers = form.address
      ? [{ identifier: givenFrom(form.address), isAsserted: form.asserted }]
      : [];
    const { name, externalId } = form;
    const created = await createUser(ctx, { name, externalId, identifiers });
    if (!created.ok) return created;
    redirect(`/console/${form.project}/users/${toTypeId("usr", created.value.id)}` as Route);
  },
);

export const editIt = action(
  z.object({ ...OneUser, name: shortText, externalId: shortText }),
  async ({ project, user, name = null, externalId = null }) => {
    const { ctx } = await requireRole(project, "users.write");
    const updated = await updateUser(ctx, { userId: user, name, externalId });
    refresh();
    return mapOk(updated, () => true);
  },
);

export const addIt = action(
  z.object({ ...OneUser, address, asserted: checkbox() }),
  async ({ project, user, address, asserted }) => {
    const { ctx } = await requireRole(project, "users.write");
    const identifier = givenFrom(address);
    const added = await addIdentifier(ctx, { userId: user, identifier, isAsserted: asserted });
    refresh();
    return mapOk(added, () => true);
  },
);

export const makeItPrimary = confirmed(z.object(OneIdentifier), async ({ project, user, identifier }) => {
  const { ctx } = await requireRole(project, "users.write");
  const made = await makePrimary(ctx, { userId: user, identifierId: identifier });
  refresh();
  return made.ok ? undefined : sentenceFor(made.refusal);
});

export const removeIt = confirmed(z.object(OneIdentifier), async ({ project, user, identifier }) => {
  const { ctx } = await requireRole(project, "users.write");
  const removed = await removeIdentifier(ctx, { userId: user, identifierId: identifier });
  refresh();
  return removed.ok ? undefined : sentenceFor(removed.refusal);
});

export const deleteIt = confirmed(z.object(OneUser), async ({ project, user }) => {
  const { ctx } = await requireRole(project, "users.write");
  const deleted = await deleteUser(ctx, user);
  if (!deleted.ok) return sentenceFor(deleted.refusal);
  redirect(`/console/${project}/users` as Route);
});
