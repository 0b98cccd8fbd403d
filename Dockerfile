# The image of one service. Build the jars first, then each image by its name:
#
#   mvn -DskipTests package
#   docker build --build-arg SERVICE=log-agent -t tailrace/log-agent .
#
# Nothing here needs BuildKit: podman, buildah and kaniko build it as well. See docs/containers.md.

ARG BUILD_IMAGE=docker.io/library/eclipse-temurin:25-jre
ARG RUNTIME_IMAGE=docker.io/library/eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS layers
# log-agent, log-collector or stream-admin
ARG SERVICE
WORKDIR /build
COPY ${SERVICE}/target/${SERVICE}.jar service.jar
# The state directories are made here and copied with their owner, so that the runtime image may be one without a shell.
RUN java -Djarmode=tools -jar service.jar extract --layers --destination layers \
    && mkdir -p state/agent state/collector state/archive

FROM ${RUNTIME_IMAGE}
ARG SERVICE
ARG VERSION=0.1.0-SNAPSHOT
LABEL org.opencontainers.image.title="Tailrace ${SERVICE}" \
      org.opencontainers.image.description="Ships log files over NATS JetStream and proves that it did" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0"

# Without a UTF-8 locale the JVM can't open files whose names are not ASCII. One malloc arena: the JVM's own threads
# need no more, and each costs memory. What is in a container listens on the container's address.
ENV LC_ALL=C.UTF-8 \
    HOME=/var/lib/tailrace \
    MALLOC_ARENA_MAX=1 \
    SERVER_ADDRESS=0.0.0.0 \
    JDK_JAVA_OPTIONS="-XX:+UseSerialGC -Xss512k -Xmx256m"

COPY --from=layers --chown=10001:10001 /build/state/ /var/lib/tailrace/
WORKDIR /opt/tailrace
# From what changes least to what changes with each commit.
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/spring-boot-loader/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./

# A number, so that Kubernetes can see that it isn't root.
USER 10001:10001
VOLUME ["/var/lib/tailrace"]

# What a user may want to change is in JDK_JAVA_OPTIONS; what must not change is here.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:+ExitOnOutOfMemoryError", "-jar", "service.jar"]
