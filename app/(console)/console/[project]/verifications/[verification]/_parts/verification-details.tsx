import { Badge } from "@/app/_ui/badge";
import { CopyButton } from "@/app/_ui/copy-button";
import { DescriptionList } from "@/app/_ui/description-list";
import { RelativeTime } from "@/app/_ui/relative-time";
import { TextLink } from "@/app/_ui/text-link";
import { toTypeId } from "@/lib/id";
import type { SocialProof } from "@/lib/social";
import { isExpired, type LoadedVerification } from "@/lib/verification";
import { getText } from "../../../../../_text/get-text";
import type { Translator } from "../../../../../_text/translator";
import { accountName } from "../../account";
import { purposeLabel } from "../../purpose-label";

/** All fields of a verification except its secrets. */
export async function VerificationDetails({
  verification: v,
  project,
}: {
  verification: LoadedVerification;
  project: string;
}) {
  const t = await getText();
  const id = toTypeId("ver", v.id);
  const user = v.userId && toTypeId("usr", v.userId);
  const pairs = Object.entries(v.metadata);
  return (
    <DescriptionList
      items={[
        { term: t("verifications.id"), description: <Id value={id} /> },
        { term: t("verifications.purpose"), description: purposeLabel(v.purpose, t) },
        ...(v.connectorId
          ? [
              {
                term: t("verifications.connector"),
                description: <Connector verification={v} project={project} />,
              },
            ]
          : [
              {
                term: t("verifications.channel"),
                description: v.channel && t(`terms.channels.${v.channel}`),
              },
            ]),
        { term: t("verifications.method"), description: v.method && t(`verifications.methods.${v.method}`) },
        ...(v.socialProof ? accountItems(v.socialProof, t) : []),
        {
          term: t("verifications.attempts"),
          description: countOf(v.attemptCount, v.policy.maxAttempts, t),
        },
        {
          term: t("verifications.sends"),
          description: countOf(v.sendCount, v.policy.maxSends, t),
        },
        { term: t("verifications.started"), description: <RelativeTime at={v.createdAt} /> },
        {
          term: isExpired(v, v.now) ? t("verifications.expired") : t("verifications.expires"),
          description: <RelativeTime at={v.expiresAt} />,
        },
        { term: t("verifications.dialect"), description: v.dialect },
        ...(v.requestedFrom
          ? [{ term: t("verifications.requestedFrom"), description: v.requestedFrom }]
          : []),
        {
          term: t("verifications.user"),
          description: user && <TextLink href={`/console/${project}/users/${user}`}>{user}</TextLink>,
        },
        { term: t("verifications.locale"), description: v.locale },
        ...(v.returnUrl ? [{ term: t("verifications.returnUrl"), description: v.returnUrl }] : []),
        ...(pairs.length
          ? [{ term: t("verifications.metadata"), description: <Metadata pairs={pairs} /> }]
          : []),
        ...(v.isDecoy
          ? [
              {
                term: <Badge tone="warning">{t("verifications.decoy")}</Badge>,
                description: t("verifications.decoyText"),
              },
            ]
          : []),
      ]}
    />
  );
}

async function Id({ value }: { value: string }) {
  const t = await getText();
  return (
    <span className="flex min-w-0 items-center gap-1">
      <code className="min-w-0 break-all font-mono text-xs">{value}</code>
      <CopyButton value={value} label={t("verifications.copyId", { id: value })} className="-my-2" />
    </span>
  );
}

function Connector({ verification: v, project }: { verification: LoadedVerification; project: string }) {
  const id = toTypeId("con", v.connectorId!);
  return (
    <TextLink href={`/console/${project}/settings/connectors/${id}`}>
      {v.socialProof?.provider ?? id}
    </TextLink>
  );
}

/** Only issuer and subject are proof; the profile just describes the account (docs/security.md #31). */
function accountItems(proof: SocialProof, t: Translator) {
  const { profile, issuer, subject } = proof;
  const emailStatus = profile.isEmailVerified
    ? t("verifications.emailVerified")
    : t("verifications.emailNotVerified");
  return [
    {
      term: t("verifications.account"),
      description: (
        <>
          {profile.name && profile.email ? `${profile.name}, ${profile.email}` : accountName(proof)}
          {profile.email && <span className="block text-muted">{emailStatus}</span>}
        </>
      ),
    },
    { term: t("verifications.issuer"), description: issuer },
    { term: t("verifications.subject"), description: <Id value={subject} /> },
  ];
}

function Metadata({ pairs }: { pairs: [string, string][] }) {
  return (
    <ul>
      {pairs.map(([name, value]) => (
        <li key={name} className="break-words font-mono text-xs leading-relaxed">
          {name}={value}
        </li>
      ))}
    </ul>
  );
}

function countOf(used: number, max: number | null, t: Translator): string {
  return max === null ? String(used) : t("verifications.of", { used: Math.min(used, max), max });
}
