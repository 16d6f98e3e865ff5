import { type Project, type ProjectSettings, projectSettings } from "@/lib/projects";
import type { Challenge } from "./challenge";

/** A project without a database row, for tests that need none. */
export function aProject(branding: Partial<ProjectSettings["branding"]> = {}): Project {
  return {
    id: "00000000-0000-7000-8000-00000000000a",
    number: 1n,
    name: "Acme",
    kind: "ordinary",
    environment: "live",
    domain: null,
    archivedAt: null,
    settings: projectSettings.parse({ branding }),
    hasMessageTemplates: false,
    hasSuspendedUsers: false,
    createdAt: new Date(0),
  };
}

export function aChallenge(over: Partial<Challenge> = {}): Challenge {
  return {
    code: "048213",
    linkUrl: "http://localhost:3000/verify/link#the-token-of-the-link",
    linkToken: "the-token-of-the-link",
    expiresInSeconds: 600,
    purpose: "confirm",
    ...over,
  };
}
