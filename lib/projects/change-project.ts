import { isDeepStrictEqual } from "node:util";
import { db, type Tx } from "@/lib/db";
import { appendEvent, differencesOf } from "@/lib/events";
import type { DialectSettings, DialectsPatch } from "./dialects";
import type { Project } from "./project";
import type { ProjectPatch } from "./project-patch";
import type { ProtectionSettings } from "./protection";
import { lockProject, updateProject } from "./repository";

export interface ChangedBy {
  actor: string;
  requestId: string | null;
}

/**
 * Changes a project and records what differs before and after. No change, no event.
 * Processes cache projects: call `forgetKeys` of lib/access afterwards, so that this one sees the change immediately.
 */
export async function changeProject(
  projectId: string,
  /** Or a function of the current project, to change parts of lists, which are replaced as a whole. */
  patch: ProjectPatch | ((before: Project) => ProjectPatch),
  by: ChangedBy,
  within?: Tx,
): Promise<Project> {
  const change = async (tx: Tx) => {
    const before = await lockProject(projectId, tx);
    const requested = typeof patch === "function" ? patch(before) : patch;
    const {
      name = before.name,
      branding,
      embedding,
      protection,
      retention,
      operators,
      dialects,
      ...given
    } = requested;
    const settings = {
      ...before.settings,
      ...withoutGaps(given),
      branding: { ...before.settings.branding, ...withoutGaps(branding ?? {}) },
      embedding: { ...before.settings.embedding, ...withoutGaps(embedding ?? {}) },
      protection: withChallenge(before.settings.protection, protection ?? {}),
      retention: { ...before.settings.retention, ...withoutGaps(retention ?? {}) },
      operators: { ...before.settings.operators, ...withoutGaps(operators ?? {}) },
      dialects: withParts(before.settings.dialects, dialects ?? {}),
    };
    const members = (Object.keys(settings) as (keyof typeof settings)[]).filter(
      (member) => !isDeepStrictEqual(settings[member], before.settings[member]),
    );
    const changed = [...(name === before.name ? [] : ["name"]), ...members];
    if (changed.length === 0) return before;
    const after = await updateProject(projectId, { name, settings }, tx);
    const data = { members: changed, ...differencesOf(shown(before), shown({ name, settings })) };
    await appendEvent({ projectId, type: "project.updated", ...by, data }, tx);
    return after!;
  };
  return within ? change(within) : db().transaction(change);
}

/** The protection settings with the patch applied. The challenge's members merge one by one, so that its secret can stay. */
function withChallenge(
  before: ProtectionSettings,
  { challenge, ...patch }: NonNullable<ProjectPatch["protection"]>,
): ProtectionSettings {
  return {
    ...before,
    ...withoutGaps(patch),
    challenge: { ...before.challenge, ...withoutGaps(challenge ?? {}) },
  };
}

/**
 * What events can contain: no secrets and no people. Vendors' settings are left out, because their clients can store credentials
 * there, and of lists of recipients only the length is shown.
 */
function shown({ name, settings }: Pick<Project, "name" | "settings">): Record<string, unknown> {
  const { dialects: _, protection, ...rest } = settings;
  const { challenge, testRecipients, safeList, ...open } = protection;
  const { sealedSecret, ...openChallenge } = challenge;
  return {
    name,
    ...rest,
    protection: {
      ...open,
      challenge: { ...openChallenge, hasSecret: sealedSecret !== null },
      testRecipients: testRecipients.length,
      safeList: safeList.length,
    },
  };
}

/** Each dialect's settings with the patch applied. */
function withParts(before: DialectSettings, patch: DialectsPatch): DialectSettings {
  return {
    corbado: { ...before.corbado, ...withoutGaps(patch.corbado ?? {}) },
    kratos: { ...before.kratos, ...withoutGaps(patch.kratos ?? {}) },
    logto: { ...before.logto, ...withoutGaps(patch.logto ?? {}) },
    transmit: { ...before.transmit, ...withoutGaps(patch.transmit ?? {}) },
    twilio: { ...before.twilio, ...withoutGaps(patch.twilio ?? {}) },
  };
}

/** Without undefined members, which would overwrite. */
function withoutGaps<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
