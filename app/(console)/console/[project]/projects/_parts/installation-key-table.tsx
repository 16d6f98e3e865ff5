import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import type { ApiKey } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import { revokeInstallationKey } from "../actions";
import { text } from "../text";

export function InstallationKeyTable({ keys }: { keys: ApiKey[] }) {
  return (
    <Table label={text.keys} stacked>
      <TableHead>
        <TableHeader>{text.keyName}</TableHeader>
        <TableHeader>{text.key}</TableHeader>
        <TableHeader>{text.lastUsed}</TableHeader>
        <TableHeader>{text.created}</TableHeader>
        <TableHeader>
          <VisuallyHidden>{text.actions}</VisuallyHidden>
        </TableHeader>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.id}>
            <TableCell className="py-2 md:max-w-72">
              <span className="grid">
                <span className="break-words font-medium">{key.name}</span>
                <span className="text-muted text-xs">{key.scopes.join(" · ")}</span>
              </span>
            </TableCell>
            <TableCell label={text.key}>
              <code className="whitespace-nowrap font-mono text-xs">csk_{key.prefix}_…</code>
            </TableCell>
            <TableCell label={text.lastUsed} className="whitespace-nowrap text-muted">
              {key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : text.never}
            </TableCell>
            <TableCell label={text.created} className="whitespace-nowrap text-muted">
              <RelativeTime at={key.createdAt} />
            </TableCell>
            <TableCell align="end">
              <ConfirmDialog
                trigger={
                  <Button variant="ghost" size="sm" className="text-danger">
                    {text.revoke}
                  </Button>
                }
                title={text.revokeTitle(key.name)}
                description={text.revokeText}
                confirmLabel={text.revokeButton}
                action={revokeInstallationKey}
                fields={{ key: toTypeId("key", key.id) }}
              />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
