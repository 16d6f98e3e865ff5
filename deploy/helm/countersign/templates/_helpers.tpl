{{- define "countersign.labels" -}}
{{ include "countersign.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "countersign.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "countersign.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "countersign.env" -}}
- name: PUBLIC_URL
  value: {{ required "publicUrl is required, such as https://verify.example.com" .Values.publicUrl | quote }}
{{- if not (hasKey .Values.env "SHUTDOWN_DELAY_SECONDS") }}
# Until every proxy has learned that this pod ends, it goes on serving.
- name: SHUTDOWN_DELAY_SECONDS
  value: "5"
{{- end }}
{{- range $name, $value := .Values.env }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "countersign.secret" -}}
{{ required "existingSecret is required: the name of a Secret with DATABASE_URL and COUNTERSIGN_SECRETS" .Values.existingSecret }}
{{- end }}

{{- define "countersign.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "countersign.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}
