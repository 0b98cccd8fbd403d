{{- /* Finds each pod of a component, for metrics and for the operator. Also those that are not ready: their metrics are
the ones that are wanted most. */ -}}
{{- define "tailrace.component.service" -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "tailrace.component.metadata" . | nindent 2 }}
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    {{- include "tailrace.component.selectorLabels" . | nindent 4 }}
  ports:
    - {name: http, port: {{ include "tailrace.component.port" . }}, targetPort: http}
{{- end -}}
