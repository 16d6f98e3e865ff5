import type { ConnectorConfigInvalid } from "../kinds/kind";

export type ConnectorNotFound = { code: "connector_not_found" };

/** Another connector of the project keeps its accounts under this name. */
export type ConnectorTargetTaken = { code: "connector_target_taken"; target: string };

export type CreateConnectorRefusal =
  | { code: "connector_kind_unknown"; known: string[] }
  | ConnectorTargetTaken
  | ConnectorConfigInvalid;

export type UpdateConnectorRefusal = ConnectorNotFound | ConnectorConfigInvalid;
