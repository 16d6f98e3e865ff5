import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/http";
import { Code, Inline } from "./prose";
import { boundsOf, membersOf, typeOf } from "./type-of";

/** The members of an object with type, bounds and description. Nested members expand without JavaScript. */
export function MemberList({ schema, showsRequired }: { schema: Schema; showsRequired: boolean }) {
  return (
    <ul className="min-w-0 divide-y border-y">
      {membersOf(schema).map((member) => (
        <Member key={member.name} {...member} showsRequired={showsRequired} />
      ))}
    </ul>
  );
}

/** One member or parameter. */
export function Member({
  name,
  schema,
  isRequired,
  showsRequired,
  description = schema.description,
}: {
  name: string;
  schema: Schema;
  isRequired: boolean;
  /** Shown for requests only: responses always have all members. */
  showsRequired: boolean;
  description?: string;
}) {
  const inner = membersOf(schema);
  return (
    <li className="grid min-w-0 gap-1 py-2.5 text-sm">
      <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className="break-all font-medium font-mono text-[0.8125rem]">{name}</span>
        <span className="text-muted text-xs">{[typeOf(schema), ...boundsOf(schema)].join(" · ")}</span>
        {showsRequired && isRequired && <span className="font-medium text-warning text-xs">required</span>}
      </p>
      {description && (
        <p className="text-muted">
          <Inline text={description} />
        </p>
      )}
      {schema.pattern && (
        <p className="text-muted text-xs">
          Matches <Code>{schema.pattern}</Code>
        </p>
      )}
      {inner.length > 0 && (
        <Fold summary={inner.length === 1 ? "1 member" : `${inner.length} members`}>
          <MemberList schema={schema} showsRequired={showsRequired} />
        </Fold>
      )}
    </li>
  );
}

/** A collapsed part. */
export function Fold({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="group/fold min-w-0">
      <summary className="inline-flex min-h-6 w-fit list-none items-center gap-1 rounded-sm text-accent-text text-sm [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open/fold:rotate-90" />
        {summary}
      </summary>
      <div className="mt-1.5 ms-1.5 border-s ps-4">{children}</div>
    </details>
  );
}
