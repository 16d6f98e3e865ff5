import { createHash } from "node:crypto";
import { listProviders, type Provider } from "@/lib/delivery";
import type { LogtoMessageConnector, Project } from "@/lib/projects";
import { type Connector, listConnectors } from "@/lib/social";
import { connectorIdOf } from "../records/find-connector";
import { findFactory, showFactory } from "./factories";
import type { Factory } from "./factory";
import { builtInFactories, messageFactories } from "./message-factories";
import { factoryOfKind, socialFactories } from "./social-factories";

/** What this dialect stores with a social connector. */
export interface SocialContext {
  /** The id chosen by its creator. If omitted, it is derived from the number. */
  id?: string;
  factoryId: string;
  /** As sent, without secrets. */
  config: Record<string, unknown>;
  metadata: { target?: string; name?: Record<string, string>; logo?: string; logoDark?: string | null };
  syncProfile: boolean;
}

/** A connector as the vendor's clients see it, with the provider or connector that implements it. */
export type FoundConnector =
  | { sort: "message"; connector: LogtoMessageConnector }
  /** A provider that was not created by this API. */
  | { sort: "provider"; provider: Provider; type: "Email" | "Sms"; id: string }
  | { sort: "social"; connector: Connector; context: SocialContext };

const channels = { Email: "email", Sms: "sms" } as const;

/** All connectors of a project, including those not created by this API: message connectors first, then by age. */
export async function listFoundConnectors(project: Project): Promise<FoundConnector[]> {
  const { messageConnectors, testConnectors } = project.settings.dialects.logto;
  const [providers, socials] = await Promise.all([listProviders(project.id), listConnectors(project.id)]);
  const isKnown = ({ factoryId }: { factoryId: string }) => findFactory(project, factoryId) !== undefined;
  const made = messageConnectors.filter((one) => testConnectors || isKnown(one));
  const known = new Set(made.map(({ providerId }) => providerId));
  const elsewhere = providers.filter(({ id, isEnabled }) => isEnabled && !known.has(id));
  return [
    ...made.map((connector) => ({ sort: "message", connector }) as const),
    ...(["Email", "Sms"] as const).flatMap((type) =>
      elsewhere
        .filter((provider) => provider.channels.includes(channels[type]))
        .map((provider) => ({ sort: "provider", provider, type, id: idOfProvider(provider, type) }) as const),
    ),
    ...socials
      .filter(({ isEnabled }) => isEnabled)
      .map((connector) => ({ sort: "social", connector, context: contextOf(connector) }) as const)
      .filter(({ context }) => isKnown(context)),
  ];
}

export async function findFound(project: Project, id: string): Promise<FoundConnector | undefined> {
  return (await listFoundConnectors(project)).find((found) => idOf(found) === id);
}

export function idOf(found: FoundConnector): string {
  if (found.sort === "message") return found.connector.id;
  return found.sort === "provider" ? found.id : connectorIdOf(found.connector);
}

/** A provider that sends both email and SMS is two connectors. */
function idOfProvider({ id }: Provider, type: string): string {
  const digest = createHash("sha256").update(`${id}:${type}`).digest();
  return (digest.readBigUInt64BE() % 36n ** 12n).toString(36).padStart(12, "0");
}

export function contextOf({ kind, target, wireContext }: Connector): SocialContext {
  const kept = (wireContext as { logto?: SocialContext } | null)?.logto;
  if (kept?.factoryId) return kept;
  const { id, isStandard } = factoryOfKind(kind);
  return { factoryId: id, config: {}, metadata: isStandard ? { target } : {}, syncProfile: false };
}

export function factoryOf(found: FoundConnector): Factory {
  if (found.sort === "provider") return builtInFactories[found.type];
  const all: readonly Factory[] = [...messageFactories, ...socialFactories];
  const id = found.sort === "message" ? found.connector.factoryId : found.context.factoryId;
  return all.find((factory) => factory.id === id)!;
}

const common = { enableTokenStorage: false, isDemo: false, extraInfo: null };

export function showConnector(found: FoundConnector) {
  const factory = factoryOf(found);
  const shown = { ...showFactory(factory), id: idOf(found), connectorId: factory.id, ...common };
  switch (found.sort) {
    case "message":
      return { ...shown, config: found.connector.config, metadata: {}, syncProfile: false };
    case "provider":
      return {
        ...shown,
        name: { en: found.provider.name },
        config: {},
        metadata: {},
        syncProfile: false,
      };
    case "social": {
      const { config, metadata, syncProfile } = found.context;
      const { name, logo, logoDark } = metadata;
      return {
        ...shown,
        target: found.connector.target,
        ...(name && { name }),
        ...(logo && { logo }),
        ...(logoDark && { logoDark }),
        config,
        metadata,
        syncProfile,
      };
    }
  }
}
