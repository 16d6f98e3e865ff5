import { z } from "zod";
import { type ProjectPatch, projectPatch } from "@/lib/projects";
import { sealChallengeSecret } from "@/lib/protection";

const protection = projectPatch.shape.protection.unwrap();

const challenge = protection.shape.challenge
  .unwrap()
  .omit({ sealedSecret: true })
  .extend({
    secret: z
      .string()
      .min(1)
      .max(500)
      .nullable()
      .optional()
      .meta({ description: "The vendor's secret. Encrypted, and never shown again.", writeOnly: true }),
  })
  .refine(({ kind, siteKey, secret }) => !kind || kind === "proof_of_work" || (siteKey && secret), {
    message: "A vendor's kind needs `siteKey` and `secret` in the same request.",
    path: ["kind"],
  });

export const UpdateProjectBody = projectPatch
  .extend({ protection: protection.extend({ challenge: challenge.optional() }).optional() })
  .meta({ id: "UpdateProject" });

/** The change to a project that a request asks for, with the secret encrypted. */
export function toProjectPatch(
  { protection = {}, ...body }: z.infer<typeof UpdateProjectBody>,
  projectId: string,
): ProjectPatch {
  const { challenge, ...others } = protection;
  if (!challenge) return { ...body, protection: others };
  const { secret, ...members } = challenge;
  const sealedSecret = secret && sealChallengeSecret(secret, projectId);
  return { ...body, protection: { ...others, challenge: { ...members, sealedSecret } } };
}
