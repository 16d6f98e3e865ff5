import { type Ctx, listApiKeys, listTeam } from "@/lib/access";
import { words } from "../verifications/words";

const mostKeys = 200;

/** Who an event's actor is, in words. What we did by ourselves has no name: null. */
export async function actorNames(ctx: Ctx): Promise<(actor: string) => string | null> {
  const [keys, team] = await Promise.all([listApiKeys(ctx, { limit: mostKeys }), listTeam(ctx.project.id)]);
  const names = new Map<string, string>([
    ...keys.map(({ id, name }) => [`key:${id}`, words.actorKey(name)] as const),
    ...team.map(({ operator }) => [`operator:${operator.id}`, operator.name || operator.email] as const),
  ]);
  return (actor) => {
    if (actor === "system") return null;
    if (actor === "browser") return words.actorBrowser;
    if (actor.startsWith("user:")) return words.actorUser;
    return names.get(actor) ?? (actor.startsWith("key:") ? words.actorFormerKey : words.actorFormerOperator);
  };
}
