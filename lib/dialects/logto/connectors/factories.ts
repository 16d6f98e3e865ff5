import type { Project } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";
import type { Factory } from "./factory";
import { messageFactories } from "./message-factories";
import { socialFactories } from "./social-factories";

/** Every factory that this project can use. */
export function factoriesOf({ settings }: Project): Factory[] {
  const { testConnectors } = settings.dialects.logto;
  return [...messageFactories, ...socialFactories].filter(({ isTest }) => testConnectors || !isTest);
}

export function findFactory(project: Project, id: string): Factory | undefined {
  return factoriesOf(project).find((factory) => factory.id === id);
}

/** The vendor's factory resource. */
export function showFactory(factory: Factory) {
  const { id, type, target, name, description } = factory;
  return {
    id,
    type,
    target,
    platform: type === "Social" ? ("Universal" as const) : null,
    name: { en: name },
    description: { en: description },
    logo: "",
    logoDark: null,
    readme: "",
    isStandard: type === "Social" && factory.isStandard,
    isDemo: false,
    isTokenStorageSupported: false,
  };
}

/** Validates a config with its factory's form. Unknown members are kept. */
export function checkConfig(
  { schema }: Factory,
  config: unknown,
): Result<Record<string, unknown>, LogtoError<"connector.invalid_config">> {
  const parsed = schema.safeParse(config);
  if (parsed.success) return ok(parsed.data);
  return invalidConfig({ issues: parsed.error.issues, name: "ZodError" });
}

export const invalidConfig = (data?: unknown) => logtoError("connector.invalid_config", { data });

/** The config without its secrets, which can be written but not read. */
export function withoutSecrets(
  { secrets }: Factory,
  config: Record<string, unknown>,
): Record<string, unknown> {
  const copy = structuredClone(config);
  for (const path of secrets) {
    const steps = path.split(".");
    const last = steps.pop()!;
    const holder = steps.reduce<Record<string, unknown> | undefined>(
      (at, step) => at?.[step] as Record<string, unknown> | undefined,
      copy,
    );
    if (holder) delete holder[last];
  }
  return copy;
}
