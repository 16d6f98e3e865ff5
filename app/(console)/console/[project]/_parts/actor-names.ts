import { type Ctx, listApiKeys, listTeam } from "@/lib/access";
import { text } from "../verifications/text";

const maxKeys = 200;

/** Resolves an event's actor to a display name. Null for the system. */
export async function actorNames(ctx: Ctx): Promise<(actor: string) => string | null> {
  const [keys, team] = await Promise.all([listApiKeys(ctx, { limit: maxKeys }), listTeam(ctx.project.id)]);
  const names = new Map<string, string>([
    ...keys.map(({ id, name }) => [`key:${id}`, text.actorKey(name)] as const),
    ...team.map(({ operator }) => [`operator:${operator.id}`, operator.name || operator.email] as const),
  ]);
  return (actor) => {
    if (actor === "system") return null;
    if (actor === "browser") return text.actorBrowser;
    if (actor.startsWith("user:")) return text.actorUser;
    return names.get(actor) ?? (actor.startsWith("key:") ? text.actorFormerKey : text.actorFormerMember);
  };
}
