import { Badge } from "@/app/_ui/badge";
import { CopyButton } from "@/app/_ui/copy-button";
import { DescriptionList } from "@/app/_ui/description-list";
import { RelativeTime } from "@/app/_ui/relative-time";
import { TextLink } from "@/app/_ui/text-link";
import { toTypeId } from "@/lib/id";
import type { SocialProof } from "@/lib/social";
import { isExpired, type Read } from "@/lib/verification";
import { accountName } from "../../account";
import { channelWords, methodWords, purposeWords, words } from "../../words";

/** What is known about a verification, without its secrets. */
export function Facts({ verification: v, project }: { verification: Read; project: string }) {
  const id = toTypeId("ver", v.id);
  const user = v.userId && toTypeId("usr", v.userId);
  const pairs = Object.entries(v.metadata);
  return (
    <DescriptionList
      items={[
        { term: words.id, description: <Id value={id} /> },
        { term: words.purpose, description: purposeWords(v.purpose) },
        ...(v.connectorId
          ? [{ term: words.connector, description: <Connector verification={v} project={project} /> }]
          : [{ term: words.channel, description: v.channel && channelWords[v.channel] }]),
        { term: words.provenBy, description: v.method ? methodWords(v.method) : words.nobody },
        ...(v.socialProof ? accountFacts(v.socialProof) : []),
        { term: words.attempts, description: words.of(v.attemptCount, v.policy.maxAttempts) },
        { term: words.sends, description: words.of(v.sendCount, v.policy.maxSends) },
        { term: words.started, description: <RelativeTime at={v.createdAt} /> },
        {
          term: isExpired(v, v.now) ? words.expired : words.expires,
          description: <RelativeTime at={v.expiresAt} />,
        },
        { term: words.mouth, description: v.mouth },
        ...(v.askedFrom ? [{ term: words.askedFrom, description: v.askedFrom }] : []),
        {
          term: words.user,
          description: user && <TextLink href={`/console/${project}/users/${user}`}>{user}</TextLink>,
        },
        { term: words.locale, description: v.locale },
        ...(v.returnUrl ? [{ term: words.returnUrl, description: v.returnUrl }] : []),
        ...(pairs.length ? [{ term: words.metadata, description: <Metadata pairs={pairs} /> }] : []),
        ...(v.isDecoy
          ? [{ term: <Badge tone="warning">{words.decoy}</Badge>, description: words.decoyText }]
          : []),
      ]}
    />
  );
}

function Id({ value }: { value: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <code className="min-w-0 break-all font-mono text-xs">{value}</code>
      <CopyButton value={value} label={`Copy ${value}`} className="-my-2" />
    </span>
  );
}

function Connector({ verification: v, project }: { verification: Read; project: string }) {
  const id = toTypeId("con", v.connectorId!);
  return (
    <TextLink href={`/console/${project}/settings/connectors/${id}`}>
      {v.socialProof?.provider ?? id}
    </TextLink>
  );
}

/** The proof is issuer and subject; the rest describes it (docs/security.md #31). */
function accountFacts(proof: SocialProof) {
  const { profile, issuer, subject } = proof;
  const vouched = profile.isEmailVerified ? words.accountVouched : words.accountNotVouched;
  return [
    {
      term: words.account,
      description: (
        <>
          {profile.name && profile.email ? `${profile.name}, ${profile.email}` : accountName(proof)}
          {profile.email && <span className="block text-muted">{vouched}</span>}
        </>
      ),
    },
    { term: words.issuer, description: issuer },
    { term: words.subject, description: <Id value={subject} /> },
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
