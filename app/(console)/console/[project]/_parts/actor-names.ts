import { type Ctx, listApiKeys, listTeam } from "@/lib/access";
import type { Translator } from "../../../_text/translator";

const maxKeys = 200;

/** Resolves an event's actor to a display name. Null for the system. */
export async function actorNames(ctx: Ctx, t: Translator): Promise<(actor: string) => string | null> {
  const [keys, team] = await Promise.all([listApiKeys(ctx, { limit: maxKeys }), listTeam(ctx.project.id)]);
  const names = new Map<string, string>([
    ...keys.map(({ id, name }) => [`key:${id}`, t("verifications.actorKey", { name })] as const),
    ...team.map(({ operator }) => [`operator:${operator.id}`, operator.name || operator.email] as const),
  ]);
  return (actor) => {
    if (actor === "system") return null;
    if (actor === "browser") return t("verifications.actorBrowser");
    if (actor.startsWith("user:")) return t("verifications.actorUser");
    return (
      names.get(actor) ??
      (actor.startsWith("key:") ? t("verifications.actorFormerKey") : t("verifications.actorFormerMember"))
    );
  };
}
