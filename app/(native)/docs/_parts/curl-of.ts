import { type Call, parametersOf } from "./reference";

/** A call as it is pasted into a terminal, made from the document's own examples. */
export function curlOf(call: Call, publicUrl: string): string {
  const { method, operation } = call;
  const body = operation.requestBody?.content["application/json"].example;
  const lines = [
    `curl ${methodOption(method, body !== undefined)}${quoted(publicUrl + target(call))}`,
    '-H "Authorization: Bearer $COUNTERSIGN_KEY"',
    ...(body === undefined ? [] : ['-H "Content-Type: application/json"', `-d ${quoted(json(body), true)}`]),
  ];
  return lines.join(" \\\n  ");
}

/** `curl` takes GET by itself, and POST where there is a body. */
function methodOption(method: Call["method"], hasBody: boolean): string {
  if (method === "get" || (method === "post" && hasBody)) return "";
  return `-X ${method.toUpperCase()} `;
}

/** A path as it may be asked for: its placeholders are the parameters' own examples. */
export function filledPath({ path, operation }: Call): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => exampleOf(operation, name));
}

/** Of the query only the first member that has an example: some exclude each other. */
function target(call: Call): string {
  const query = parametersOf(call.operation).find((p) => p.in === "query" && p.schema.examples);
  const path = filledPath(call);
  if (!query) return path;
  return `${path}?${query.name}=${encodeURIComponent(exampleOf(call.operation, query.name))}`;
}

function exampleOf(operation: Call["operation"], name: string): string {
  const parameter = parametersOf(operation).find((p) => p.name === name);
  return String(parameter?.schema.examples?.[0] ?? name);
}

/** On one line where it fits. */
function json(value: unknown): string {
  const line = JSON.stringify(value, null, 1).replace(/\n\s*/g, " ");
  return line.length <= 60 ? line : JSON.stringify(value, null, 2);
}

/** A word that no shell looks into; left alone where none would. */
function quoted(text: string, always = false): string {
  if (!always && /^[\w./:@%=-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
