/** A call of the native API. */
export interface ApiCall {
  method: "GET" | "POST";
  url: string;
  body?: Record<string, unknown>;
}

/** Programs that make a call. The key stays a variable, because a key is shown only once. */
export const snippets = { curl, node, python, go, php } satisfies Record<string, (call: ApiCall) => string>;
export type SnippetLanguage = keyof typeof snippets;

function curl({ url, body }: ApiCall): string {
  return lines(
    `curl ${/^[\w:/.%-]+$/.test(url) ? url : shellQuoted(url)} \\`,
    `  -H "Authorization: Bearer $COUNTERSIGN_KEY"${body ? " \\" : ""}`,
    body && '  -H "Content-Type: application/json" \\',
    body && `  -d ${shellQuoted(JSON.stringify(body))}`,
  );
}

function node({ method, url, body }: ApiCall): string {
  return lines(
    `const response = await fetch(${JSON.stringify(url)}, {`,
    `  method: "${method}",`,
    "  headers: {",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is the snippet's own.
    "    Authorization: `Bearer ${process.env.COUNTERSIGN_KEY}`,",
    body && '    "Content-Type": "application/json",',
    "  },",
    body && `  body: JSON.stringify(${indented(body, "  ")}),`,
    "});",
    "console.log(response.status, await response.json());",
  );
}

/** With the package `requests`. A JSON string is also one of Python's. */
function python({ method, url, body }: ApiCall): string {
  return lines(
    "import os",
    "import requests",
    "",
    `response = requests.${method.toLowerCase()}(`,
    `    ${JSON.stringify(url)},`,
    `    headers={"Authorization": f"Bearer {os.environ['COUNTERSIGN_KEY']}"},`,
    body && `    json=${indented(body, "    ")},`,
    ")",
    "print(response.status_code, response.json())",
  );
}

/** A JSON string is also one of Go's. */
function go({ method, url, body }: ApiCall): string {
  return lines(
    "package main",
    "",
    "import (",
    '\t"io"',
    '\t"net/http"',
    '\t"os"',
    body && '\t"strings"',
    ")",
    "",
    "func main() {",
    body && `\tbody := strings.NewReader(${JSON.stringify(JSON.stringify(body))})`,
    `\trequest, err := http.NewRequest("${method}", ${JSON.stringify(url)}, ${body ? "body" : "nil"})`,
    "\tif err != nil {",
    "\t\tpanic(err)",
    "\t}",
    '\trequest.Header.Set("Authorization", "Bearer "+os.Getenv("COUNTERSIGN_KEY"))',
    body && '\trequest.Header.Set("Content-Type", "application/json")',
    "\tresponse, err := http.DefaultClient.Do(request)",
    "\tif err != nil {",
    "\t\tpanic(err)",
    "\t}",
    "\tdefer response.Body.Close()",
    "\tio.Copy(os.Stdout, response.Body)",
    "}",
  );
}

/** With the extension `curl`, which sends a POST if there are fields. */
function php({ url, body }: ApiCall): string {
  return lines(
    "<?php",
    `$curl = curl_init(${phpQuoted(url)});`,
    "curl_setopt_array($curl, [",
    "    CURLOPT_RETURNTRANSFER => true,",
    "    CURLOPT_HTTPHEADER => [",
    "        'Authorization: Bearer ' . getenv('COUNTERSIGN_KEY'),",
    body && "        'Content-Type: application/json',",
    "    ],",
    body && `    CURLOPT_POSTFIELDS => ${phpQuoted(JSON.stringify(body))},`,
    "]);",
    "echo curl_exec($curl);",
  );
}

function lines(...all: (string | undefined | false)[]): string {
  return all.filter((line) => typeof line === "string").join("\n");
}

function indented(body: Record<string, unknown>, indent: string): string {
  return JSON.stringify(body, null, indent.length).replaceAll("\n", `\n${indent}`);
}

/** Quotes a string so that the shell doesn't expand it. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function phpQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
