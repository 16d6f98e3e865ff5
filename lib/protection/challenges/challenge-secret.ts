import { decrypt, encrypt, heldKeyIds } from "@/lib/access";
import type { Project } from "@/lib/projects";

const belongsTo = (projectId: string) => `challenge:${projectId}`;

/** A vendor's secret as it is stored in the project's settings. */
export function sealChallengeSecret(secret: string, projectId: string): string {
  return encrypt(secret, belongsTo(projectId)).toString("base64");
}

/** The project's secret. Null: it has none, or the key that encrypted it is gone, as `doctor` reports. */
export function openChallengeSecret({ id, settings }: Project): string | null {
  const { sealedSecret } = settings.protection.challenge;
  if (!sealedSecret) return null;
  const sealed = Buffer.from(sealedSecret, "base64");
  const isHeld = heldKeyIds().includes(sealed.subarray(0, 4).toString("hex"));
  return isHeld ? decrypt(sealed, belongsTo(id)) : null;
}
