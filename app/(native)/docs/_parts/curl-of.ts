import { type Call, parametersOf } from "./reference";

/** A call as it is pasted into a terminal, made from the document's own examples. */
export function curlOf({ method, path, operation }: Call, publicUrl: string): string {
  const body = operation.requestBody?.content["application/json"].example;
  const lines = [
    `curl ${methodOption(method, body !== undefined)}${quoted(publicUrl + target(path, operation))}`,
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

/** Placeholders become example ids; of the query only the first that has an example, since some exclude each other. */
function target(path: string, operation: Call["operation"]): string {
  const parameters = parametersOf(operation);
  const example = (name: string) =>
    String(parameters.find((p) => p.name === name)?.schema.examples?.[0] ?? name);
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => example(name));
  const query = parameters.find((p) => p.in === "query" && p.schema.examples);
  return query ? `${filled}?${query.name}=${encodeURIComponent(example(query.name))}` : filled;
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
