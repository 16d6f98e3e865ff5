import type { ReactNode } from "react";
import { CodeBlock } from "@/app/_ui/code-block";
import { TextLink } from "@/app/_ui/text-link";
import { env } from "@/lib/env";
import type { ParameterObject } from "@/lib/http";
import { curlOf } from "./curl-of";
import { Fold, Member, MemberList } from "./member-list";
import { Method, Path } from "./method";
import { Prose } from "./prose";
import { type Call, parametersOf, refusalsOf, successOf } from "./reference";
import { membersOf, typeOf } from "./type-of";

/** One call: description and parameters on the left, examples on the right. */
export function CallSection({ call }: { call: Call }) {
  const { method, path, operation } = call;
  const { status, response } = successOf(operation);
  // JSON, except for streams.
  const answer = Object.values(response.content)[0]!;
  return (
    <section
      aria-labelledby={operation.operationId}
      className="grid min-w-0 gap-x-10 gap-y-6 border-t py-10 xl:grid-cols-[minmax(0,1fr)_27rem]"
    >
      <div className="grid min-w-0 content-start gap-7">
        <header className="grid gap-2">
          <h2 id={operation.operationId} className="scroll-mt-20 font-semibold text-lg tracking-tight">
            <a href={`#${operation.operationId}`} className="rounded-sm hover:underline">
              {operation.summary}
            </a>
          </h2>
          <p className="flex min-w-0 items-baseline gap-2.5">
            <Method method={method} />
            <Path path={path} className="min-w-0 break-words" />
          </p>
          <Prose text={operation.description} className="text-muted text-sm" />
        </header>
        <Parameters call={call} place="path" title="Path" />
        <Parameters call={call} place="query" title="Query" />
        <Body call={call} />
        <Parameters call={call} place="header" title="Headers" />
        <Part title={`Answer ${status}`}>
          <Fold summary={`${typeOf(answer.schema)} · ${membersOf(answer.schema).length} members`}>
            <MemberList schema={answer.schema} showsRequired={false} />
          </Fold>
        </Part>
        <Refusals call={call} />
      </div>
      <div className="grid min-w-0 content-start gap-4">
        <CodeBlock title={`${method.toUpperCase()} ${path}`} code={curlOf(call, env.PUBLIC_URL)} />
        <CodeBlock
          title={`${status} · ${operation.summary}`}
          code={
            typeof answer.example === "string"
              ? answer.example.trim()
              : JSON.stringify(answer.example, null, 2)
          }
          wrap
        />
      </div>
    </section>
  );
}

function Parameters({ call, place, title }: { call: Call; place: ParameterObject["in"]; title: string }) {
  const parameters = parametersOf(call.operation).filter((parameter) => parameter.in === place);
  if (parameters.length === 0) return null;
  return (
    <Part title={title}>
      <ul className="divide-y border-y">
        {parameters.map(({ name, schema, required, description }) => (
          <Member
            key={name}
            name={name}
            schema={schema}
            isRequired={required}
            description={description}
            showsRequired
          />
        ))}
      </ul>
    </Part>
  );
}

function Body({ call: { operation } }: { call: Call }) {
  if (!operation.requestBody) return null;
  return (
    <Part title="Body">
      <MemberList schema={operation.requestBody.content["application/json"].schema} showsRequired />
    </Part>
  );
}

function Refusals({ call: { operation } }: { call: Call }) {
  const refusals = refusalsOf(operation);
  return (
    <Part title="Problems">
      <Fold summary={`${refusals.length} codes`}>
        <ul className="grid gap-2 py-1 text-sm">
          {refusals.map(({ status, code, title }) => (
            <li key={code} className="grid grid-cols-[2.5rem_minmax(0,1fr)]">
              <span className="text-muted tabular-nums">{status}</span>
              <span className="min-w-0">
                <TextLink href={`/docs/problems/${code}`} className="break-all font-mono text-[0.8125rem]">
                  {code}
                </TextLink>{" "}
                <span className="text-muted">{title}</span>
              </span>
            </li>
          ))}
        </ul>
      </Fold>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-2">
      <h3 className="font-semibold text-sm">{title}</h3>
      {children}
    </div>
  );
}
