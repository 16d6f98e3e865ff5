import { echo } from "./echo";
import { github } from "./github";
import { google } from "./google";
import type { ConnectorKind } from "./kind";
import { microsoft } from "./microsoft";
import { oauth2 } from "./oauth2";
import { oidc } from "./oidc";

/** All connector kinds. To add one, add a file and a line here. */
export const connectorKinds: readonly ConnectorKind[] = [google, microsoft, github, oidc, oauth2];

/** Kinds for tests, which are not offered to people. */
export const testKinds: readonly ConnectorKind[] = [echo];

export function findConnectorKind(kind: string): ConnectorKind | undefined {
  return [...connectorKinds, ...testKinds].find((known) => known.kind === kind);
}

export function isTestKind(kind: string): boolean {
  return testKinds.some((known) => known.kind === kind);
}
