import { Badge } from "@/app/_ui/badge";
import { browserNameOf } from "@/app/_ui/browser-name";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import type { SessionRow } from "@/lib/access";
import { ActionButton } from "../../_parts/action-button";
import { endSession } from "../actions";
import { text } from "../text";

/** Where the operator is signed in, the last used first. */
export function SessionTable({ sessions, current }: { sessions: SessionRow[]; current: string }) {
  return (
    <Table label={text.sessionsLabel} stacked>
      <TableHead>
        <TableHeader>{text.device}</TableHeader>
        <TableHeader>{text.network}</TableHeader>
        <TableHeader>{text.since}</TableHeader>
        <TableHeader>{text.used}</TableHeader>
        <TableHeader>
          <VisuallyHidden>{text.actions}</VisuallyHidden>
        </TableHeader>
      </TableHead>
      <TableBody>
        {sessions.map(({ id, userAgent, address, createdAt, lastUsedAt }) => (
          <TableRow key={id}>
            <TableCell className="py-2">
              <span className="flex flex-wrap items-center gap-2">
                <span className="font-medium" title={userAgent ?? undefined}>
                  {browserNameOf(userAgent) ?? text.unknownDevice}
                </span>
                {id === current && <Badge tone="info">{text.thisSession}</Badge>}
              </span>
            </TableCell>
            <TableCell label={text.network} className="font-mono text-muted text-xs">
              {address ?? text.unknownNetwork}
            </TableCell>
            <TableCell label={text.since} className="whitespace-nowrap text-muted">
              <RelativeTime at={createdAt} />
            </TableCell>
            <TableCell label={text.used} className="whitespace-nowrap text-muted">
              <RelativeTime at={lastUsedAt} />
            </TableCell>
            <TableCell align="end">
              {id !== current && (
                <ActionButton
                  action={endSession}
                  fields={{ session: id }}
                  done={text.endedOne}
                  variant="ghost"
                  size="sm"
                >
                  {text.end}
                </ActionButton>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
