"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { toTypeId } from "@/lib/id";
import { erasePerson } from "@/lib/privacy";
import { projectConfirmed } from "../../_parts/project-action";
import { personOf } from "./person";
import { text } from "./text";

export const erase = projectConfirmed(
  "people.erase",
  z.object({ person: z.string().max(254) }),
  async ({ ctx, project }, { person }) => {
    const found = await personOf(ctx, person);
    if (!found || !(await erasePerson(ctx, found)).ok) return text.notFound;
    redirect(`/console/${toTypeId("prj", project.id)}/settings/privacy?erased=1` as Route);
  },
);
