package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.declaration.StreamFields;
import io.tailrace.admin.plan.Canonical;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A declared bucket is the one that the command line tool makes. */
class BucketTests {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            key-value    ; {bucket: B}                                        ; kv add B
            key-value    ; {bucket: B, history: 9, ttl: 1h, storage: memory, description: d, compression: s2} ; kv add B --history=9 --ttl=1h --storage=memory --description=d --compress
            key-value    ; {bucket: B, max-bucket-size: 1MB, max-value-size: 1KB} ; kv add B --max-bucket-size=1MB --max-value-size=1KB
            key-value    ; {bucket: B, ttl: 1h, limit-marker-ttl: 2m}         ; kv add B --ttl=1h --marker-ttl=2m
            key-value    ; {bucket: B, mirror: {name: KV_A}}                  ; kv add B --mirror=A
            key-value    ; {bucket: B, republish: {src: "$KV.B.>", dest: "copy.>", headers-only: true}} ; kv add B --republish-source=$KV.B.> --republish-destination=copy.> --republish-headers
            object-store ; {bucket: B}                                        ; object add B
            object-store ; {bucket: B, ttl: 1h, max-bucket-size: 1MB, storage: memory, description: d, compression: s2} ; object add B --ttl=1h --max-bucket-size=1MB --storage=memory --description=d --compress
            """)
    void isTheToolsOwn(String list, String entry, String command) throws Exception {
        try (Broker ours = new Broker();
                Broker theirs = new Broker()) {
            CommandLineTool.run(ours.url(), "kv", "add", "A");
            CommandLineTool.run(theirs.url(), "kv", "add", "A");
            StreamDeclaration declared = ShippedDeclaration.of("tailrace: {admin: {" + list + ": [" + entry + "]}}")
                    .get(0);
            ours.api().create(declared.creation());
            CommandLineTool.run(theirs.url(), command.split(" ", -1));
            assertThat(Canonical.leaves(StreamFields.TABLE, ours.config(declared.name())))
                    .isEqualTo(Canonical.leaves(StreamFields.TABLE, theirs.config(declared.name())));
        }
    }
}
