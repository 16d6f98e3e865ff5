import { z } from "zod";
import { maxLogoBytes } from "@/lib/branding";
import { environments, type ProjectPatch, projectPatch } from "@/lib/projects";
import { sealChallengeSecret } from "@/lib/protection";
import { pageQuery } from "../paging";
import { idOf } from "./fields";

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
  .extend({
    // A logo is uploaded by a call of its own.
    branding: projectPatch.shape.branding.unwrap().omit({ logo: true }).optional(),
    protection: protection.extend({ challenge: challenge.optional() }).optional(),
  })
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

export const SetLogoBody = z
  .strictObject({
    content: z
      .base64()
      .min(4)
      .max(4 * Math.ceil(maxLogoBytes / 3))
      .meta({
        description: "A PNG, JPEG, WebP or GIF of at most 1 MiB and 16 million pixels, in base64.",
        example:
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
      }),
  })
  .meta({ id: "SetLogo" });
/** Of the body above with its longest content. */
export const maxLogoBodyBytes = 2 * 1024 * 1024;

export const ProjectParams = z.strictObject({ id: idOf("prj") });

export const ProjectQuery = z.strictObject({
  ...pageQuery,
  environment: z.enum(environments).optional(),
  archived: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .meta({ description: "Only archived projects, or only the others. Omitted: both." }),
});

export const CreateProjectBody = z
  .strictObject({
    name: projectPatch.shape.name.unwrap().meta({ example: "Acme staging" }),
    environment: z.enum(environments).default("live").meta({
      description:
        "Cannot be changed later. A `test` project is marked in the console and uses no paid provider unless `usePaidProviders` allows it. A `shadow` project sends nothing: its messages stay in the inbox.",
    }),
    copyFrom: z
      .strictObject({
        project: idOf("prj"),
        providers: z.enum(["none", "without_credentials", "with_credentials"]).default("none").meta({
          description:
            "Whether its providers are copied. Without credentials, those that need any are disabled until you enter them.",
        }),
      })
      .nullable()
      .optional()
      .meta({
        description:
          "A project whose settings, policies and branding are copied. Its Kratos hosts and foreign issuers are not, because only one project can have them; neither are its keys, users, connectors and data.",
        example: null,
      }),
    ownerEmail: z.email().max(254).nullable().optional().meta({
      description: "The console operator who owns it. Omitted or null: the owners of the installation.",
      example: null,
    }),
  })
  .meta({ id: "CreateProject" });

/** A host name with at least two labels (RFC 1123 §2.1), in lower case. Not an address: its last label has a letter. */
const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    "expected a host such as verify.example.com, without scheme, port or path",
  );

export const SetDomainBody = z
  .strictObject({ host: hostName.meta({ example: "verify.acme.example" }) })
  .meta({ id: "SetDomain" });
