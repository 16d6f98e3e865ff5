import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { KeyUsageDay } from "@/lib/access";
import { text } from "../text";

/** Requests by day, as numbers with bars. */
export function UsageTable({ days }: { days: readonly KeyUsageDay[] }) {
  const most = Math.max(1, ...days.map(({ requests }) => requests));
  return (
    <Table label={text.usage}>
      <TableHead>
        <TableHeader>{text.day}</TableHeader>
        <TableHeader align="end">{text.allRequests}</TableHeader>
        <TableHeader align="end">{text.refused}</TableHeader>
        <TableHeader align="end">{text.failed}</TableHeader>
      </TableHead>
      <TableBody>
        {days.map(({ day, requests, refused, failed }) => (
          <TableRow key={day}>
            <TableCell className="w-full">
              <span className="grid gap-1 py-1">
                <span className="whitespace-nowrap">{day}</span>
                <span aria-hidden className="h-1.5 rounded-full bg-subtle">
                  <span
                    className="block h-full rounded-full bg-accent"
                    style={{ width: `${(requests / most) * 100}%` }}
                  />
                </span>
              </span>
            </TableCell>
            <TableCell align="end">{requests}</TableCell>
            <TableCell align="end">{refused}</TableCell>
            <TableCell align="end">{failed}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
