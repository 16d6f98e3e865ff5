import { CodeBlock } from "@/app/_ui/code-block";
import { CopyField } from "@/app/_ui/copy-field";
import { DescriptionList } from "@/app/_ui/description-list";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { TextLink } from "@/app/_ui/text-link";
import { env } from "@/lib/env";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { IdentitySchemas } from "./_parts/identity-schemas";
import { type DialectEntry, dialectEntries } from "./dialect-entries";

export const generateMetadata = titled("dialects.title");

export default async function DialectsPage({ params }: PageProps<"/console/[project]/developers/dialects">) {
  const t = await getText();
  const { project: id } = await params;
  const { project, may } = await requireRole(id, "read");
  return (
    <div className="grid gap-8">
      <PageHeader
        title={t("dialects.title")}
        description={
          <>
            {t("dialects.description")} {t("dialects.keyNote")}{" "}
            <TextLink href={`/console/${id}/developers/api-keys`}>{t("dialects.createKey")}</TextLink>
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
        {t("dialects.settings")} <TextLink href="/docs/api">{t("dialects.settingsLink")}</TextLink>
      </p>
    </div>
  );
}

async function Dialect({
  entry: { name, coverage, baseUrl, credentials, snippet },
}: {
  entry: DialectEntry;
}) {
  const t = await getText();
  return (
    <Section split title={name} description={coverage}>
      <div className="grid gap-5">
        <CopyField label={t("dialects.baseUrl")} value={baseUrl} />
        {credentials.map(({ term, value, hint }) =>
          value === null ? (
            <DescriptionList key={term} items={[{ term, description: hint }]} />
          ) : (
            <CopyField key={term} label={term} value={value} hint={hint} />
          ),
        )}
        <CodeBlock title={t("dialects.snippet", { name })} code={snippet} />
      </div>
    </Section>
  );
}
