import {
  createApiKey,
  findFirstOperator,
  insertOperator,
  installationScopes,
  isKnownKey,
  listTeam,
  newConsoleLink,
  scopes,
  setRole,
} from "@/lib/access";
import { withLock } from "@/lib/db";
import { isEmailInboxOnly, seedInbox } from "@/lib/delivery";
import { env } from "@/lib/env";
import { findReservedProject, insertProject, listProjects, type Project } from "@/lib/projects";

/** What the terminal shows after the start. Contains the only copy of a new API key. */
export interface Welcome {
  firstStart: boolean;
  publicUrl: string;
  /** First start only. */
  apiKey?: string;
  /** One-time link, shown while email only reaches the inbox, which can be read only in the console. */
  consoleLink?: string;
  inboxOnly: boolean;
}

interface Made {
  apiKey: string;
}

/** Creates what a new installation needs: a project with an API key and an inbox, and an operator. Null if they exist. */
export function bootstrap(): Promise<Made | null> {
  return withLock("bootstrap", firstStart);
}

/** What to show after the start. `made` is what `bootstrap` has created. */
export async function welcome(made: Made | null): Promise<Welcome> {
  const [project] = await listProjects();
  const inboxOnly = project ? await isEmailInboxOnly(project.id) : true;
  const operator = inboxOnly || made ? await findFirstOperator() : null;
  return {
    firstStart: made !== null,
    publicUrl: env.PUBLIC_URL,
    inboxOnly,
    ...made,
    ...(operator && { consoleLink: await newConsoleLink(operator.id) }),
  };
}

async function firstStart(): Promise<Made | null> {
  const reserved = (await findReservedProject()) ?? (await insertProject("Console", { kind: "reserved" }));
  const made = await makeFirstProject();
  await makeOwner(reserved);
  await makeInstallationKey(reserved);
  return made;
}

/** The installation's owners have that role in the reserved project. The first operator is one. */
async function makeOwner(reserved: Project): Promise<void> {
  const operator = await findFirstOperator();
  if (operator && (await listTeam(reserved.id)).length === 0)
    await setRole(operator.id, reserved.id, "owner");
}

/** Created once: if it was revoked, it stays revoked. */
async function makeInstallationKey(reserved: Project): Promise<void> {
  const secret = env.BOOTSTRAP_INSTALLATION_KEY;
  if (!secret || (await isKnownKey(secret))) return;
  await createApiKey(reserved.id, { name: "First installation key", scopes: installationScopes, secret });
}

async function makeFirstProject(): Promise<Made | null> {
  if ((await listProjects()).length > 0) return null;
  const project = await insertProject("My project");
  await seedInbox(project.id);
  const { secret } = await createApiKey(project.id, {
    name: "First key",
    scopes,
    secret: env.BOOTSTRAP_API_KEY,
  });
  const operator =
    (await findFirstOperator()) ??
    (await insertOperator(env.BOOTSTRAP_OPERATOR_EMAIL ?? "owner@localhost", ""));
  await setRole(operator.id, project.id, "owner");
  return { apiKey: secret };
}
