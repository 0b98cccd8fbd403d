{{- define "tailrace.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "tailrace.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "tailrace.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{- /* The templates below, and those of the other .tpl files, take a component: a dictionary of the chart's context as
"root" and of "name", which is agent, collector or admin: in the values, in file names and in labels. */ -}}

{{- define "tailrace.component.fullname" -}}
{{ include "tailrace.fullname" .root }}-{{ .name }}
{{- end -}}

{{- define "tailrace.component.image" -}}
{{- $services := dict "agent" "log-agent" "collector" "log-collector" "admin" "stream-admin" -}}
{{- with .root.Values.image -}}
{{ .repository }}/{{ get $services $.name }}:{{ .tag | default $.root.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "tailrace.component.port" -}}
{{ get (dict "agent" 9240 "collector" 9241 "admin" 9242) .name }}
{{- end -}}

{{- define "tailrace.component.selectorLabels" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{- define "tailrace.component.metadata" -}}
name: {{ include "tailrace.component.fullname" . }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "tailrace.component.selectorLabels" . | nindent 2 }}
  {{- include "tailrace.releaseLabels" .root | nindent 2 }}
{{- end -}}

{{- define "tailrace.releaseLabels" -}}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: tailrace
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
{{- end -}}
