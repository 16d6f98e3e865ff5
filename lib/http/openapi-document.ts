import type { Reference, ResponseObject } from "./openapi-responses";
import type { Schema } from "./openapi-schemas";

export type HttpMethod = "get" | "post" | "put" | "patch" | "delete";

export interface ParameterObject {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: Schema;
}

export interface OperationObject {
  operationId: string;
  tags: [string];
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  parameters: (ParameterObject | Reference)[];
  requestBody?: {
    description: string;
    required: boolean;
    content: { "application/json": { schema: Schema; example: unknown } };
  };
  responses: Record<string, Reference | ResponseObject>;
}

/** A request that we send. */
export interface WebhookObject {
  operationId: string;
  tags: [string];
  summary: string;
  parameters: ParameterObject[];
  requestBody: { required: true; content: { "application/json": { schema: Schema } } };
  responses: Record<string, { description: string }>;
}

export interface DocumentInfo {
  title: string;
  version: string;
  summary: string;
  description: string;
  license: { name: string; identifier: string };
}

export interface OpenApiDocument {
  openapi: "3.1.1";
  info: DocumentInfo;
  /** In the order in which they are shown. */
  tags: readonly { name: string; description: string }[];
  servers: { url: string; description: string }[];
  paths: Record<string, Partial<Record<HttpMethod, OperationObject>>>;
  /** Requests that we send, by the type of the message. */
  webhooks: Record<string, { post: WebhookObject }>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, ParameterObject>;
    headers: Record<string, unknown>;
    /** The refusals that are the only ones with their status. */
    responses: Record<string, ResponseObject>;
    /** A problem document of every code that occurs. */
    examples: Record<string, { summary: string; value: object }>;
    securitySchemes: Record<string, unknown>;
  };
}
