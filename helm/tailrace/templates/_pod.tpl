{{- /* The pod of a component. Besides "root" and "name" it takes
  locations             further configuration locations, a list
  env                   further environment variables, a list
  volumes, mounts       further volumes and where they are mounted, lists
  podSecurityContext    a dictionary
  securityContext       a dictionary, laid over what all have in common */ -}}
{{- define "tailrace.component.podTemplate" -}}
{{- $values := get .root.Values .name -}}
{{- $securityContext := dict
      "allowPrivilegeEscalation" false
      "readOnlyRootFilesystem" true
      "capabilities" (dict "drop" (list "ALL"))
      "seccompProfile" (dict "type" "RuntimeDefault") -}}
{{- $locations := prepend (.locations | default list) (printf "file:/etc/tailrace/%s.yml" .name) -}}
{{- if $values.secretName -}}
{{- $locations = append $locations "configtree:/run/secrets/tailrace/" -}}
{{- end -}}
metadata:
  annotations:
    # Pods are replaced when their configuration changes.
    checksum/configuration: {{ include (printf "%s/%s-configmap.yaml" .root.Template.BasePath .name) .root | sha256sum }}
    {{- with $values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  labels:
    {{- include "tailrace.component.selectorLabels" . | nindent 4 }}
    {{- with $values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "tailrace.serviceAccountName" .root }}
  automountServiceAccountToken: false
  # Variables of other services' addresses (TAILRACE_..._PORT) would be taken for configuration.
  enableServiceLinks: false
  {{- with .root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with .podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
  {{- with $values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: {{ .name }}
      image: {{ include "tailrace.component.image" . | quote }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      args:
        - --spring.config.additional-location={{ join "," $locations }}
      env:
        - name: JDK_JAVA_OPTIONS
          value: {{ $values.jvmOptions | quote }}
        {{- with .env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: http
          containerPort: {{ include "tailrace.component.port" . }}
      # A minute to start. Neither start nor life depends on NATS: a broker that is away restarts no pod.
      startupProbe:
        httpGet: {path: /actuator/health/liveness, port: http}
        periodSeconds: 2
        failureThreshold: 30
      livenessProbe:
        httpGet: {path: /actuator/health/liveness, port: http}
        periodSeconds: 10
        timeoutSeconds: 5
      readinessProbe:
        httpGet: {path: /actuator/health/readiness, port: http}
        periodSeconds: 5
        timeoutSeconds: 5
      securityContext:
        {{- mergeOverwrite $securityContext (.securityContext | default dict) (deepCopy $values.securityContext) | toYaml | nindent 8 }}
      resources:
        {{- toYaml $values.resources | nindent 8 }}
      volumeMounts:
        - {name: configuration, mountPath: /etc/tailrace, readOnly: true}
        - {name: temporary, mountPath: /tmp}
        {{- if $values.secretName }}
        - {name: secret, mountPath: /run/secrets/tailrace, readOnly: true}
        {{- end }}
        {{- with .mounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: configuration
      configMap:
        name: {{ include "tailrace.component.fullname" . }}
    # The web server's directory and unpacked native libraries
    - name: temporary
      emptyDir: {sizeLimit: 64Mi}
    {{- with $values.secretName }}
    - name: secret
      secret:
        secretName: {{ . }}
        defaultMode: 0440
    {{- end }}
    {{- with .volumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{- /* A user without any right, fixed in the image. */ -}}
{{- define "tailrace.unprivileged" -}}
{{- dict "runAsNonRoot" true "runAsUser" 10001 "runAsGroup" 10001 "fsGroup" 10001 "fsGroupChangePolicy" "OnRootMismatch" | toJson -}}
{{- end -}}
