import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import { listProjects } from "@/lib/projects";
import {
  type Connector,
  createConnector,
  isSandbox,
  listConnectors,
  sandboxTarget as target,
  updateConnector,
} from "@/lib/social";

/** What `scripts/serve.mjs` needs to run the sandbox identity provider, and what it tells us then. */
export interface Sandbox {
  /** Where it ran last, so that its accounts keep their issuer. */
  port: number;
  client: { id: string; secret: string; redirectUri: string };
  /** Makes the sandbox one of the default project's connectors, under the address that it got. */
  announce: (issuer: string) => Promise<void>;
}

/** Known to everybody: the sandbox believes whoever comes, so there is nothing to keep. */
const client = { id: "countersign", secret: "sandbox" };
/** How far from the product's own port the sandbox is looked for first. */
const distance = 1000;

/**
 * The sandbox as the default project's connector. Null where it is switched off, and where an operator has taken it away
 * in favour of others. One that is left over from trying out is disabled where the product is served in earnest.
 */
export async function prepareSandbox(isOn = env.SANDBOX_IDENTITY_PROVIDER === "on"): Promise<Sandbox | null> {
  const [project] = await listProjects();
  if (!project) return null;
  const ctx: Ctx = { project, caller: { kind: "system" }, dialect: "system", requestId: null, network: null };
  const connectors = await listConnectors(project.id);
  const known = connectors.find(isSandbox);
  if (!isOn) {
    if (known?.isEnabled) await updateConnector(ctx, known.id, { isEnabled: false });
    return null;
  }
  if (!known && connectors.length > 0) return null;
  const redirectUri = `${env.PUBLIC_URL}/verify/callback`;
  return {
    port: known ? portOf(known) : (env.PORT + distance) % 65536,
    client: { ...client, redirectUri },
    announce: (issuer) => announce(ctx, known, issuer),
  };
}

async function announce(ctx: Ctx, known: Connector | undefined, issuer: string): Promise<void> {
  if (known) {
    if (known.config.issuer !== issuer) await updateConnector(ctx, known.id, { config: { issuer } });
    return;
  }
  const config = { issuer, clientId: client.id, clientSecret: client.secret };
  const created = await createConnector(ctx, { kind: "oidc", target, name: "Sandbox", config });
  // Another process that starts at this moment was first: its sandbox serves as well.
  if (!created.ok && created.refusal.code !== "connector_target_taken") {
    throw new Error(`The sandbox's connector was refused: ${created.refusal.code}.`);
  }
}

function portOf({ config }: Connector): number {
  const issuer = String(config.issuer);
  return URL.canParse(issuer) ? Number(new URL(issuer).port) : 0;
}
