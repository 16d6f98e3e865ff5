import { keyDialects } from "@/lib/access";
import { effectivePolicies, type Project } from "@/lib/projects";

/** The purposes of a project's verifications. Policies of dialects have names such as `logto.generic`. */
export function purposesOf({ settings }: Project): string[] {
  const isOfDialect = (name: string) => keyDialects.some((dialect) => name.startsWith(`${dialect}.`));
  return Object.keys(effectivePolicies(settings.policies)).filter((name) => !isOfDialect(name));
}
