import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import type { ApiKey } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import { revokeKey } from "../actions";
import { text } from "../text";
import { RotateDialog } from "./rotate-dialog";

/** The key's dialect as a list of zero or one label. */
function dialectOf({ dialect }: ApiKey): string[] {
  const names: Partial<Record<string, string>> = text.dialects;
  return dialect ? [text.dialectOf(names[dialect] ?? dialect)] : [];
}

function addressesOf({ allowedIps }: ApiKey): string[] {
  return allowedIps.length > 0 ? [text.allowedFrom(allowedIps)] : [];
}

export function KeyTable({
  keys,
  project,
  mayWrite,
}: {
  keys: ApiKey[];
  project: string;
  mayWrite: boolean;
}) {
  return (
    <Table label={text.tableLabel} stacked>
      <TableHead>
        <TableHeader>{text.name}</TableHeader>
        <TableHeader>{text.key}</TableHeader>
        <TableHeader>{text.lastUsed}</TableHeader>
        <TableHeader>{text.expiresAt}</TableHeader>
        <TableHeader>{text.created}</TableHeader>
        {mayWrite && (
          <TableHeader>
            <VisuallyHidden>{text.actions}</VisuallyHidden>
          </TableHeader>
        )}
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.id}>
            <TableCell className="py-2 md:max-w-72">
              <span className="grid">
                <TextLink href={`/console/${project}/developers/api-keys/${toTypeId("key", key.id)}`}>
                  {key.name}
                </TextLink>
                <span className="text-muted text-xs">
                  {[...key.scopes, ...dialectOf(key), ...addressesOf(key)].join(" · ")}
                </span>
              </span>
            </TableCell>
            <TableCell label={text.key}>
              <code className="whitespace-nowrap font-mono text-xs">csk_{key.prefix}_…</code>
            </TableCell>
            <TableCell label={text.lastUsed} className="whitespace-nowrap text-muted">
              {key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : text.never}
            </TableCell>
            <TableCell label={text.expiresAt} className="whitespace-nowrap text-muted">
              <Expiration at={key.expiresAt} />
            </TableCell>
            <TableCell label={text.created} className="whitespace-nowrap text-muted">
              <RelativeTime at={key.createdAt} />
            </TableCell>
            {mayWrite && (
              <TableCell align="end" className="whitespace-nowrap">
                <span className="flex justify-end gap-1">
                  <KeyActions apiKey={key} project={project} />
                </span>
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Expiration({ at }: { at: Date | null }) {
  if (!at) return text.never;
  return at.getTime() < Date.now() ? <Badge>{text.expired}</Badge> : <RelativeTime at={at} />;
}

function KeyActions({ apiKey, project }: { apiKey: ApiKey; project: string }) {
  const id = toTypeId("key", apiKey.id);
  return (
    <>
      <RotateDialog project={project} apiKey={id} name={apiKey.name} />
      <ConfirmDialog
        trigger={
          <Button variant="ghost" size="sm" className="text-danger">
            {text.revoke}
          </Button>
        }
        title={text.revokeTitle(apiKey.name)}
        description={text.revokeText(apiKey.prefix)}
        confirmLabel={text.revokeButton}
        action={revokeKey}
        fields={{ project, key: id }}
      />
    </>
  );
}
