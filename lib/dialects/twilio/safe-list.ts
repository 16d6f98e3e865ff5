import { z } from "zod";
import { actorOf, type Ctx, forgetKeys } from "@/lib/access";
import { env } from "@/lib/env";
import { derivedId } from "@/lib/id";
import { changeProject } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { toSid } from "./sids";

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);

export const SafeNumberPath = z.object({ phoneNumber: z.string() });
export const AddSafeNumberBody = z.object({ PhoneNumber: e164 });

export const SafeNumberResource = z.strictObject({
  sid: z.string(),
  phone_number: z.string(),
  url: z.string(),
});

/** The list is the project's, so an entry has nothing but its number, and its SID is derived from it. */
function toResource({ project }: Ctx, number: string): z.input<typeof SafeNumberResource> {
  return {
    sid: toSid("GN", derivedId(`${project.id} ${number}`, new Date(0))),
    phone_number: number,
    url: `${env.PUBLIC_URL}/v2/SafeList/Numbers/${number}`,
  };
}

type Entry = z.input<typeof SafeNumberResource>;
type Change<R extends { code: string }> = (before: readonly string[]) => Result<string[], R>;

/** Changes the project's safe list, based on the current row, so that parallel changes are not lost. */
async function changeSafeList<R extends { code: string }>(
  { project, caller, requestId }: Ctx,
  change: Change<R>,
): Promise<Result<string[], R>> {
  let outcome: Result<string[], R> | undefined;
  await changeProject(
    project.id,
    ({ settings }) => {
      outcome = change(settings.protection.safeList);
      return outcome.ok ? { protection: { safeList: outcome.value } } : {};
    },
    { actor: actorOf(caller), requestId },
  );
  forgetKeys();
  return outcome!;
}

/** As many entries as the project's settings take. */
const maxEntries = 500;

export async function addSafeNumber(
  ctx: Ctx,
  number: string,
): Promise<Result<Entry, { code: "safe_list_full" | "safe_number_exists" }>> {
  const changed = await changeSafeList<{ code: "safe_list_full" | "safe_number_exists" }>(ctx, (before) => {
    if (before.includes(number)) return refuse({ code: "safe_number_exists" });
    return before.length < maxEntries ? ok([...before, number]) : refuse({ code: "safe_list_full" });
  });
  return changed.ok ? ok(toResource(ctx, number)) : changed;
}

/** Other entries of the list, such as domains, are not numbers of the vendor's. */
export function findSafeNumber(ctx: Ctx, number: string): Result<Entry, { code: "not_found" }> {
  const isListed = isNumber(number) && ctx.project.settings.protection.safeList.includes(number);
  return isListed ? ok(toResource(ctx, number)) : refuse({ code: "not_found" });
}

export async function removeSafeNumber(
  ctx: Ctx,
  number: string,
): Promise<Result<undefined, { code: "not_found" }>> {
  const changed = await changeSafeList<{ code: "not_found" }>(ctx, (before) =>
    isNumber(number) && before.includes(number)
      ? ok(before.filter((entry) => entry !== number))
      : refuse({ code: "not_found" }),
  );
  return changed.ok ? ok(undefined) : changed;
}

const isNumber = (text: string) => e164.safeParse(text).success;
