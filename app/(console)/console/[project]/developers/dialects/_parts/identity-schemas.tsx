import { CodeBlock } from "@/app/_ui/code-block";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { Section } from "@/app/_ui/section";
import type { KratosSettings } from "@/lib/projects";
import { getText } from "../../../../../_text/get-text";
import { removeSchema } from "../actions";
import { SaveSchemaForm } from "./save-schema-form";

interface IdentitySchemasProps {
  project: string;
  schemas: KratosSettings["schemas"];
  mayWrite: boolean;
}

/** The project's own identity schemas of the Kratos dialect. */
export async function IdentitySchemas({ project, schemas, mayWrite }: IdentitySchemasProps) {
  const t = await getText();
  return (
    <Section split title={t("dialects.schemas")} description={t("dialects.schemasText")}>
      <div className="grid gap-6">
        {schemas.length > 0 && (
          <ul aria-label={t("dialects.schemas")} className="grid gap-4">
            {schemas.map(({ id, schema }) => (
              <li key={id} className="grid gap-2">
                <CodeBlock title={id} code={JSON.stringify(schema, null, 2)} />
                {mayWrite && (
                  <ConfirmButton
                    label={t("dialects.removeSchema", { id })}
                    title={t("dialects.removeSchemaTitle", { id })}
                    description={t("dialects.removeSchemaText")}
                    action={removeSchema}
                    fields={{ project, entry: id }}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        {mayWrite && <SaveSchemaForm key={JSON.stringify(schemas)} project={project} />}
      </div>
    </Section>
  );
}
