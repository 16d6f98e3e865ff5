import { Badge } from "@/app/_ui/badge";
import { CopyButton } from "@/app/_ui/copy-button";
import { DescriptionList } from "@/app/_ui/description-list";
import { RelativeTime } from "@/app/_ui/relative-time";
import { TextLink } from "@/app/_ui/text-link";
import { toTypeId } from "@/lib/id";
import type { SocialProof } from "@/lib/social";
import { isExpired, type LoadedVerification } from "@/lib/verification";
import { accountName } from "../../account";
import { channelLabels, methodLabel, purposeLabel, text } from "../../text";

/** All fields of a verification except its secrets. */
export function VerificationDetails({
  verification: v,
  project,
}: {
  verification: LoadedVerification;
  project: string;
}) {
  const id = toTypeId("ver", v.id);
  const user = v.userId && toTypeId("usr", v.userId);
  const pairs = Object.entries(v.metadata);
  return (
    <DescriptionList
      items={[
        { term: text.id, description: <Id value={id} /> },
        { term: text.purpose, description: purposeLabel(v.purpose) },
        ...(v.connectorId
          ? [{ term: text.connector, description: <Connector verification={v} project={project} /> }]
          : [{ term: text.channel, description: v.channel && channelLabels[v.channel] }]),
        { term: text.method, description: v.method && methodLabel(v.method) },
        ...(v.socialProof ? accountItems(v.socialProof) : []),
        { term: text.attempts, description: text.of(v.attemptCount, v.policy.maxAttempts) },
        { term: text.sends, description: text.of(v.sendCount, v.policy.maxSends) },
        { term: text.started, description: <RelativeTime at={v.createdAt} /> },
        {
          term: isExpired(v, v.now) ? text.expired : text.expires,
          description: <RelativeTime at={v.expiresAt} />,
        },
        { term: text.dialect, description: v.dialect },
        ...(v.requestedFrom ? [{ term: text.requestedFrom, description: v.requestedFrom }] : []),
        {
          term: text.user,
          description: user && <TextLink href={`/console/${project}/users/${user}`}>{user}</TextLink>,
        },
        { term: text.locale, description: v.locale },
        ...(v.returnUrl ? [{ term: text.returnUrl, description: v.returnUrl }] : []),
        ...(pairs.length ? [{ term: text.metadata, description: <Metadata pairs={pairs} /> }] : []),
        ...(v.isDecoy
          ? [{ term: <Badge tone="warning">{text.decoy}</Badge>, description: text.decoyText }]
          : []),
      ]}
    />
  );
}

function Id({ value }: { value: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <code className="min-w-0 break-all font-mono text-xs">{value}</code>
      <CopyButton value={value} label={text.copyId(value)} className="-my-2" />
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
function accountItems(proof: SocialProof) {
  const { profile, issuer, subject } = proof;
  const emailStatus = profile.isEmailVerified ? text.emailVerified : text.emailNotVerified;
  return [
    {
      term: text.account,
      description: (
        <>
          {profile.name && profile.email ? `${profile.name}, ${profile.email}` : accountName(proof)}
          {profile.email && <span className="block text-muted">{emailStatus}</span>}
        </>
      ),
    },
    { term: text.issuer, description: issuer },
    { term: text.subject, description: <Id value={subject} /> },
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
