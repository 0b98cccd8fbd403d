{{- /* What a component reads: the common configuration with its own laid over it, templates in both filled in. */ -}}
{{- define "tailrace.component.configuration" -}}
{{- $own := (get .root.Values .name).config -}}
{{- tpl (mergeOverwrite (deepCopy .root.Values.config) (deepCopy $own) | toYaml) .root -}}
{{- end -}}

{{- /* The ConfigMap of a component, whose "files" are further ones: a dictionary of names and contents. */ -}}
{{- define "tailrace.component.configMap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "tailrace.component.metadata" . | nindent 2 }}
data:
  {{ .name }}.yml: |
    {{- include "tailrace.component.configuration" . | nindent 4 }}
  {{- range $name, $content := .files }}
  {{ $name }}: |
    {{- $content | nindent 4 }}
  {{- end }}
{{- end -}}

{{- /* One file a collector: which partitions it owns, from its ordinal. The partitions are divided into contiguous parts
that differ by one at most. Gives a dictionary of file names and contents, as JSON. */ -}}
{{- define "tailrace.collector.ownership" -}}
{{- $replicas := int .root.Values.collector.replicas -}}
{{- $partitions := int (include "tailrace.component.configuration" . | fromYaml).tailrace.partitions -}}
{{- if gt $replicas $partitions -}}
{{- fail (printf "collector.replicas = %d is more than the %d partitions that there are to own (config.tailrace.partitions)" $replicas $partitions) -}}
{{- end -}}
{{- $files := dict -}}
{{- range $ordinal := until $replicas -}}
{{- $first := div (mul $ordinal $partitions) $replicas -}}
{{- $last := sub (div (mul (add1 $ordinal) $partitions) $replicas) 1 -}}
{{- $own := eq $first $last | ternary (toString $first) (printf "%d-%d" $first $last) -}}
{{- $name := printf "%s-%d.yml" (include "tailrace.component.fullname" $) $ordinal -}}
{{- $_ := set $files $name (dict "tailrace" (dict "collector" (dict "own" $own)) | toYaml) -}}
{{- end -}}
{{- $files | toJson -}}
{{- end -}}
