"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { action } from "@/app/_forms/action";
import { changeProfile } from "@/lib/access";
import { mapOk } from "@/lib/result";
import { requireOperator } from "../../../_session/session";
import { text } from "./text";

export const saveProfile = action(
  z.object({
    name: z.string().trim().max(80).default(""),
    email: z.email(text.invalid).max(254),
  }),
  async (profile) => {
    const { id } = await requireOperator();
    const changed = await changeProfile(id, profile);
    refresh();
    return mapOk(changed, () => true);
  },
);
