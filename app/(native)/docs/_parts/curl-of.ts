import { type Call, parametersOf } from "./reference";

/** A call as a curl command, built from the document's examples. */
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

/** `curl` defaults to GET, and to POST if there is a body. */
function methodOption(method: Call["method"], hasBody: boolean): string {
  if (method === "get" || (method === "post" && hasBody)) return "";
  return `-X ${method.toUpperCase()} `;
}

/** A path whose placeholders are filled with the parameters' examples. */
export function filledPath({ path, operation }: Call): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => exampleOf(operation, name));
}

/** Only the first query parameter with an example, because some exclude each other. */
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

/** On one line if it fits. */
function json(value: unknown): string {
  const line = JSON.stringify(value, null, 1).replace(/\n\s*/g, " ");
  return line.length <= 60 ? line : JSON.stringify(value, null, 2);
}

/** Quotes a word for the shell if necessary. */
function quoted(text: string, always = false): string {
  if (!always && /^[\w./:@%=-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
