export type { SocialProfile, SocialProof } from "@/drizzle/schema";
export type { Connector } from "./connectors/connector-record";
export { type CreateConnector, createConnector } from "./connectors/create-connector";
export { deleteConnector } from "./connectors/delete-connector";
export { findConnector, listConnectors, listEnabledConnectors } from "./connectors/find-connector";
export { type OpenConnector, openConnector } from "./connectors/open-connector";
export type {
  ConnectorNotFound,
  ConnectorTargetTaken,
  CreateConnectorRefusal,
  UpdateConnectorRefusal,
} from "./connectors/refusals";
export { isSandbox, sandboxTarget } from "./connectors/sandbox";
export { type ConnectorTest, testConnector } from "./connectors/test-connector";
export { type UpdateConnector, updateConnector } from "./connectors/update-connector";
export { connectorKinds } from "./kinds";
export type { ConnectorConfigInvalid, ConnectorKind } from "./kinds/kind";
export { guardedFetch } from "./outbound/guarded-fetch";
export type {
  AuthorizationParameters,
  CallbackParameters,
  IdentityProvider,
  ProvenAccount,
  ProviderRefusal,
  ProviderReport,
} from "./protocol/identity-provider";
