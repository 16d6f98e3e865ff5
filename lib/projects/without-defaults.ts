import { z } from "zod";

type Bare<T> =
  T extends z.ZodDefault<infer Inner extends z.core.SomeType>
    ? Inner
    : T extends z.ZodPrefault<infer Inner extends z.core.SomeType>
      ? Inner
      : T;

/** The members of a settings schema without defaults, for patches: omitted members must stay undefined. */
export function withoutDefaults<S extends z.ZodRawShape>(shape: S): { [K in keyof S]: Bare<S[K]> } {
  const bare = Object.entries(shape).map(([name, schema]) => [
    name,
    schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault ? schema.unwrap() : schema,
  ]);
  return Object.fromEntries(bare) as { [K in keyof S]: Bare<S[K]> };
}
