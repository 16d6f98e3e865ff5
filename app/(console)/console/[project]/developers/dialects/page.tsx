import type { Metadata } from "next";
import { CodeBlock } from "@/app/_ui/code-block";
import { CopyField } from "@/app/_ui/copy-field";
import { DescriptionList } from "@/app/_ui/description-list";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { TextLink } from "@/app/_ui/text-link";
import { env } from "@/lib/env";
import { requireRole } from "../../../../_session/session";
import { IdentitySchemas } from "./_parts/identity-schemas";
import { type DialectEntry, dialectEntries } from "./dialect-entries";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function DialectsPage({ params }: PageProps<"/console/[project]/developers/dialects">) {
  const { project: id } = await params;
  const { project, may } = await requireRole(id, "read");
  return (
    <div className="grid gap-8">
      <PageHeader
        title={text.title}
        description={
          <>
            {text.description} {text.keyNote}{" "}
            <TextLink href={`/console/${id}/developers/api-keys`}>{text.createKey}</TextLink>
          </>
        }
      />
      <div>
        {dialectEntries({ publicUrl: env.PUBLIC_URL, project }).map((entry) => (
          <Dialect key={entry.name} entry={entry} />
        ))}
        <IdentitySchemas
          project={id}
          schemas={project.settings.dialects.kratos.schemas}
          mayWrite={may("settings.write")}
        />
      </div>
      <p className="text-muted text-sm">
        {text.settings} <TextLink href="/docs/api">{text.settingsLink}</TextLink>
      </p>
    </div>
  );
}

function Dialect({ entry: { name, coverage, baseUrl, credentials, snippet } }: { entry: DialectEntry }) {
  return (
    <Section split title={name} description={coverage}>
      <div className="grid gap-5">
        <CopyField label={text.baseUrl} value={baseUrl} />
        {credentials.map(({ term, value, hint }) =>
          value === null ? (
            <DescriptionList key={term} items={[{ term, description: hint }]} />
          ) : (
            <CopyField key={term} label={term} value={value} hint={hint} />
          ),
        )}
        <CodeBlock title={text.snippet(name)} code={snippet} />
      </div>
    </Section>
  );
}
