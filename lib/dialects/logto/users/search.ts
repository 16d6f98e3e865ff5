import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { type Condition, pageOfIdentifiers, type UserColumn } from "@/lib/users";
import { type LogtoError, logtoError } from "../errors";
import { readNumber } from "../ids";

/*
 * The vendor's advanced user search: docs.logto.io/user-management/advanced-user-search. Like the vendor's server, it refuses
 * what it doesn't understand: an ignored filter would return more users than the client asked for.
 */

type Refused = LogtoError<"request.invalid_input">;
type UserCondition = Condition<UserColumn>;
type Field = (typeof fields)[number];

const fields = ["id", "primaryEmail", "primaryPhone", "username", "name"] as const;
const identifierTypes = { primaryEmail: "email", primaryPhone: "phone", username: "username" } as const;

/** Parameters besides `search…` and `mode…` that don't filter, or that are read elsewhere. */
const others = [
  "page",
  "page_size",
  "locale",
  "includePasswordHash",
  "joint",
  "jointMode",
  "isCaseSensitive",
];

/** More values, or more identifiers that match a pattern, are refused instead of cut off. */
const maxMatches = 1000;

interface Match {
  /** Null: all fields. */
  field: Field | null;
  operator: "is" | "contains";
  values: string[];
}

const refused = (details: string) => logtoError("request.invalid_input", { slots: { details } });

/** The conditions of a query. */
export async function readSearch(
  ctx: Ctx,
  query: Record<string, unknown>,
): Promise<Result<UserCondition[], Refused>> {
  const matches = readMatches(query);
  if (!matches.ok) return matches;
  const joint = textsOf(query.joint ?? query.jointMode)[0] ?? "or";
  if (joint !== "or" && joint !== "and")
    return refused(`Search joint mode \`${joint}\` is not valid, expect one of or, and.`);
  if (!["", "0", "false", "n", "no"].includes(textsOf(query.isCaseSensitive)[0] ?? ""))
    return refused("Case-sensitive search is not supported.");

  const conditions: UserCondition[] = [];
  for (const match of matches.value) {
    const condition = await conditionOf(ctx, match);
    if (!condition.ok) return condition;
    conditions.push(condition.value);
  }
  return joint === "and" || conditions.length < 2 ? ok(conditions) : anyOf(conditions);
}

/** Combines conditions with “or”, which requires a list of users from each. */
function anyOf(conditions: UserCondition[]): Result<UserCondition[], Refused> {
  if (conditions.some(({ column }) => column !== "number"))
    return refused("Search across several fields is supported with `joint=and` only.");
  return ok([{ column: "number", operator: "is", values: conditions.flatMap(({ values }) => values) }]);
}

function readMatches(query: Record<string, unknown>): Result<Match[], Refused> {
  const matches: Match[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (others.includes(name)) continue;
    const field = /^(search|mode)(?:\.(.*))?$/.exec(name);
    if (!field) return refused(`Parameter \`${name}\` is not supported.`);
    const [, kind, path] = field;
    if (path !== undefined && !isField(path))
      return refused(`Search field \`${path}\` is not valid, expect one of ${fields.join(", ")}.`);
    const mode = textsOf(kind === "mode" ? value : (query[modeName(path)] ?? query.mode))[0] ?? "like";
    if (mode !== "like" && mode !== "exact")
      return refused(`Search match mode \`${mode}\` is not supported, expect one of like, exact.`);
    if (kind === "mode") continue;
    const match = matchOf(path ?? null, mode, textsOf(value));
    if (!match.ok) return match;
    if (match.value) matches.push(match.value);
  }
  return ok(matches);
}

/** Null: the pattern matches everyone. */
function matchOf(
  field: Field | null,
  mode: "like" | "exact",
  values: string[],
): Result<Match | null, Refused> {
  if (values.includes("")) return refused("Search value cannot be empty.");
  if (values.length > maxMatches) return refused(`At most ${maxMatches} search values are allowed.`);
  if (mode === "exact") return ok({ field, operator: "is", values });
  const [pattern = ""] = values;
  if (values.length !== 1)
    return refused("Only one search value is allowed when search mode is not `exact`.");
  if (/^%+$/.test(pattern)) return ok(null);
  const text = pattern.replaceAll(/^%+|%+$/g, "");
  const isOpen = pattern.startsWith("%");
  if (text.includes("%") || isOpen !== pattern.endsWith("%"))
    return refused("The wildcard `%` is supported at both ends of a value only.");
  return ok({ field, operator: isOpen ? "contains" : "is", values: [text] });
}

async function conditionOf(
  ctx: Ctx,
  { field, operator, values }: Match,
): Promise<Result<UserCondition, Refused>> {
  switch (field) {
    case null:
      return ok({ column: "anyText", operator, values: operator === "is" ? spellings(values) : values });
    case "name":
      return ok({ column: "name", operator, values });
    case "id":
      if (operator === "contains") return refused("Search in `id` is supported for whole ids only.");
      return ok({ column: "number", operator, values: values.flatMap((id) => readNumber(id) ?? []) });
    default:
      return usersWith(ctx, identifierTypes[field], { operator, values });
  }
}

/** The users whose primary identifier of this type matches. */
async function usersWith(
  ctx: Ctx,
  type: "email" | "phone" | "username",
  { operator, values }: Pick<Match, "operator" | "values">,
): Promise<Result<UserCondition, Refused>> {
  const { rows, total } = await pageOfIdentifiers(ctx, {
    conditions: [
      { column: "type", operator: "is", values: [type] },
      { column: "normalized", operator, values: operator === "is" ? spellings(values) : values },
    ],
    order: null,
    page: 1,
    pageSize: maxMatches,
  });
  if (total > maxMatches) return refused("Too many users match. Search for a longer value.");
  const numbers = rows.filter(({ isPrimary }) => isPrimary).map(({ userNumber }) => userNumber);
  return ok({ column: "number", operator: "is", values: numbers });
}

/** How the directory may have stored a value: emails in lower case, phone numbers with their plus. */
const spellings = (values: string[]) => values.flatMap((value) => [value, value.toLowerCase(), `+${value}`]);

const modeName = (path: string | undefined) => (path === undefined ? "mode" : `mode.${path}`);

const isField = (text: string): text is Field => (fields as readonly string[]).includes(text);

/** A parameter that is repeated is a list. */
function textsOf(value: unknown): string[] {
  return [value].flat().filter((one) => typeof one === "string");
}
