package io.tailrace.collector;

import static io.tailrace.collector.CollectorFixture.HOST;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.collector.CollectorFixture.PublishedFile;
import io.tailrace.protocol.Span;
import org.junit.jupiter.api.Test;

/** Where a collector begins that has never read a stream. */
class BeginningTests extends CollectorCase {

    @Test
    void waitsForTheStream() throws Exception {
        Collector collector = fixture.start();
        await().untilAsserted(() -> assertThat(collector.intake().status())
                .allSatisfy(status -> assertThat(status.waitingFor()).contains("stream LOGS does not exist")));
        fixture.createStream();
        PublishedFile file = file("/var/log/app.log", 1000);
        file.publish(0, 1000);
        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
    }

    @Test
    void beginsWithWhatIsNew() throws Exception {
        fixture.createStream();
        PublishedFile old = file("/var/log/old.log", 10);
        old.publish(0, 10);
        fixture.set("consumer.deliver-policy", "new");
        Collector collector = fixture.start();
        await().until(() -> isReading(collector));
        PublishedFile file = file("/var/log/app.log", 20);
        file.publish(0, 10);
        await().untilAsserted(() -> assertThat(fixture.events.commits()).isEqualTo(1));
        fixture.stop();
        file.publish(10, 20);
        fixture.start();
        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
        assertThat(old.archived).doesNotExist();
    }

    @Test
    void beginsAtASequence() throws Exception {
        fixture.createStream();
        PublishedFile file = file("/var/log/app.log", 30);
        file.publish(0, 10);
        file.publish(10, 20);
        file.publish(20, 30);
        fixture.set("consumer.deliver-policy", "by-start-sequence")
                .set("consumer.start-sequence", "2")
                .start();
        await().untilAsserted(() -> assertThat(fixture.ledger().sources(HOST))
                .singleElement()
                .satisfies(source -> assertThat(source.archived()).containsExactly(new Span(10, 30))));
    }

    @Test
    void beginsAtATime() throws Exception {
        fixture.createStream();
        PublishedFile old = file("/var/log/old.log", 10);
        old.publish(0, 10);
        String after = requireNonNull(fixture.connection
                        .jetStreamManagement()
                        .getMessage("LOGS", 1)
                        .getTime())
                .plusNanos(1)
                .toInstant()
                .toString();
        PublishedFile file = file("/var/log/app.log", 10);
        file.publish(0, 10);
        fixture.set("consumer.deliver-policy", "by-start-time")
                .set("consumer.start-time", after)
                .start();
        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
        assertThat(old.archived).doesNotExist();
    }
}
