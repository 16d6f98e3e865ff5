import { actorOf, type Ctx } from "@/lib/access";
import type { Tx } from "@/lib/db";
import { changeProject, findProject, suggestedCountries } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { paidChannels } from "./paid-channels";
import type { CountriesRequired } from "./refusals";
import { listRows, type ProviderRow } from "./repository";

/** ISO 3166-1 alpha-2 codes, our set (`suggestedCountries`), or null for all countries. */
export type CountryChoice = readonly string[] | "suggested" | null;

/**
 * Whether a new provider that charges for messages to phones needs a choice of countries: the project has no list, and no other
 * provider that charges. A project that already has one has made its choice.
 */
export async function needsCountries(projectId: string): Promise<boolean> {
  const project = await findProject(projectId);
  if (!project || project.settings.countries !== null) return false;
  return (await listRows(projectId)).every((row) => paidChannels(row).length === 0);
}

/** The list to store for a provider that is about to be saved. Undefined: the project's list stays as it is. */
export async function countriesFor(
  { project }: Ctx,
  provider: Pick<ProviderRow, "kind" | "channels" | "config">,
  choice: CountryChoice | undefined,
): Promise<Result<string[] | null | undefined, CountriesRequired>> {
  if (choice === undefined) {
    const isMissing = paidChannels(provider).length > 0 && (await needsCountries(project.id));
    return isMissing ? refuse({ code: "countries_required", suggested: suggestedCountries }) : ok(undefined);
  }
  return ok(choice && [...(choice === "suggested" ? suggestedCountries : choice)]);
}

/** Stores a list that `countriesFor` returned. */
export async function setCountries(ctx: Ctx, countries: string[] | null | undefined, tx: Tx): Promise<void> {
  if (countries === undefined) return;
  const by = { actor: actorOf(ctx.caller), requestId: ctx.requestId };
  await changeProject(ctx.project.id, { countries }, by, tx);
}
