import type { Ctx } from "@/lib/access";
import { fromShortId } from "@/lib/id";
import { ok, type Result } from "@/lib/result";
import { find, type LoadedVerification } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { keptOf } from "./token";

export type NoSuchToken = LogtoError<"entity.not_exists_with_id">;
const noSuchToken = (id: string) =>
  logtoError("entity.not_exists_with_id", { status: 404, slots: { name: "one-time-tokens", id } });

export async function findToken(ctx: Ctx, id: string): Promise<Result<LoadedVerification, NoSuchToken>> {
  const uuid = fromShortId(id);
  const found = uuid === null ? null : await find(ctx, uuid);
  return found?.ok && keptOf(found.value) ? ok(found.value) : noSuchToken(id);
}
