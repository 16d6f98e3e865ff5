import { currentKeyId, heldKeyIds } from "@/lib/access";
import { countEncryptedOtherwise, usedKeyId } from "@/lib/boot";
import { env } from "@/lib/env";
import { type Finding, failed, passed, warning } from "./finding";
import { countOrphans, type Orphans } from "./repository";

const about = "Secrets";

export async function checkSecrets(): Promise<Finding[]> {
  return judgeSecrets({
    secrets: env.COUNTERSIGN_SECRETS,
    used: await usedKeyId(),
    current: currentKeyId(),
    held: heldKeyIds(),
    orphans: await countOrphans(heldKeyIds()),
    sealedByOlder: await countEncryptedOtherwise([currentKeyId()]),
  });
}

interface Facts {
  secrets: string[];
  /** Ids: of the secret that the database is used with, of our first one, of all of ours. */
  used: string | null;
  current: string;
  held: string[];
  orphans: Orphans;
  /** Passwords and keys that are not encrypted with our first one. */
  sealedByOlder: number;
}

export function judgeSecrets({ secrets, used, current, held, orphans, sealedByOlder }: Facts): Finding[] {
  const findings: Finding[] = [];
  if (used && !held.includes(used)) {
    const remedy = "Put the old value back, or the new secret before it: COUNTERSIGN_SECRETS=new,old.";
    findings.push(failed(about, "They are not the ones that this database is used with.", remedy));
  } else if (used && used !== current) {
    const remedy = "Nothing, if you have just put a new one first: the next start takes it over.";
    findings.push(warning(about, "The first one is not the one in use yet.", remedy));
  }
  if (secrets.some(isGuessable)) {
    const remedy = "Make one with openssl rand -base64 32, and put it first: new,old.";
    findings.push(failed(about, "One of them repeats a few characters and can be guessed.", remedy));
  }
  if (orphans.verifications > 0) {
    const text = `${orphans.verifications} pending verifications were made with a secret that is gone: no code opens them.`;
    findings.push(failed(about, text, "Add the removed secret at the end of COUNTERSIGN_SECRETS for a day."));
  }
  if (orphans.sealed > 0) {
    const text = `${orphans.sealed} passwords or keys are encrypted with a secret that is gone.`;
    const remedy =
      "Add the removed secret at the end of COUNTERSIGN_SECRETS. The next start encrypts them with the first one.";
    findings.push(failed(about, text, remedy));
  } else if (sealedByOlder > 0) {
    const text = `${sealedByOlder} passwords or keys are encrypted with an older one.`;
    findings.push(
      warning(about, text, "Keep the older one until a start has encrypted them with the first one."),
    );
  }
  const count = secrets.length === 1 ? "One secret" : `${secrets.length} secrets`;
  return findings.length > 0 ? findings : [passed(about, `${count}, as the database knows them.`)];
}

/** The length is checked at every start; 32 times the same letter would pass that. 128 random bits show more than 10. */
function isGuessable(secret: string): boolean {
  return new Set(secret).size < 10;
}
