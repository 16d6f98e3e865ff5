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

/** What `scripts/serve.mjs` needs to run the sandbox identity provider, and what it reports back. */
export interface Sandbox {
  /** Its last port, so that its accounts keep their issuer. */
  port: number;
  client: { id: string; secret: string; redirectUri: string };
  /** Adds the sandbox to the default project's connectors, with its address. */
  announce: (issuer: string) => Promise<void>;
}

/** Public: the sandbox lets anyone sign in as anyone, so there is nothing to protect. */
const client = { id: "countersign", secret: "sandbox" };
/** The sandbox's preferred port, relative to the product's. */
const distance = 1000;

/**
 * The sandbox as the default project's connector. Null if it is off, or if an operator has deleted it and added others. In
 * production, one that remains from testing is disabled.
 */
export async function prepareSandbox(isOn = env.SANDBOX_IDENTITY_PROVIDER === "on"): Promise<Sandbox | null> {
  const [project] = await listProjects();
  if (!project) return null;
  const ctx: Ctx = { project, caller: { kind: "system" }, dialect: "system", requestId: null, endUser: null };
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
  // Another starting process was first. Its sandbox can be used as well.
  if (!created.ok && created.refusal.code !== "connector_target_taken") {
    throw new Error(`The sandbox's connector was refused: ${created.refusal.code}.`);
  }
}

function portOf({ config }: Connector): number {
  const issuer = String(config.issuer);
  return URL.canParse(issuer) ? Number(new URL(issuer).port) : 0;
}
