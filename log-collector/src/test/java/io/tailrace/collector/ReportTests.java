package io.tailrace.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.api.KeyValueConfiguration;
import io.tailrace.collector.WireAgent.File;
import io.tailrace.collector.inventory.UnownedHost;
import io.tailrace.collector.report.CompletenessReport;
import io.tailrace.collector.report.HostReport;
import io.tailrace.collector.report.ReportTotals;
import io.tailrace.collector.report.SourceReport;
import io.tailrace.protocol.Partitioning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The completeness report over several hosts. */
class ReportTests extends CollectorCase {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Partitioning PARTITIONING = new Partitioning(CollectorFixture.PARTITIONS);

    @BeforeEach
    void createStream() throws Exception {
        fixture.createStream();
    }

    @Test
    void pagesThroughAllSourcesOfAllHostsOnce() throws Exception {
        createBucket();
        fixture.start();
        for (String host : List.of("a", "b.c", "größe", "z_1", "\uD83D\uDE80", "\uFB01")) {
            WireAgent agent = agent(host);
            for (int i = 0; i < 5; i++) {
                File file = agent.open("/var/log/" + i + ".log");
                if (i < 3) {
                    file.send(file.write(10));
                } else {
                    file.write(10);
                }
            }
            agent.writeInventory();
        }
        awaitTotals(30);
        CompletenessReport report = fixture.running().completeness();
        for (int limit : List.of(1, 4, 7, 30, 100)) {
            List<String> seen = new ArrayList<>();
            String after = null;
            do {
                CompletenessReport.Sources page = report.sources(null, null, after, limit);
                page.sources().forEach(source -> seen.add(source.host() + " " + source.source()));
                after = page.next();
            } while (after != null);
            assertThat(seen).as("limit %d", limit).hasSize(30).doesNotHaveDuplicates();
        }
        assertThat(report.sources("z_1", null, null, 100).sources()).hasSize(5);
        assertThat(report.sources("z_1", "complete", null, 100).sources()).hasSize(3);
        assertThat(report.sources(null, "behind", null, 100).sources()).hasSize(12);
        List<String> hosts = new ArrayList<>();
        String after = null;
        do {
            CompletenessReport.Hosts page = report.hosts(null, after, 2);
            page.hosts().forEach(host -> hosts.add(host.host()));
            after = page.next();
        } while (after != null);
        assertThat(hosts).containsExactly("a", "b.c", "größe", "z_1", "\uFB01", "\uD83D\uDE80");
        HostReport host = report.hosts(null, null, 1).hosts().get(0);
        assertThat(host.state()).isEqualTo("behind");
        assertThat(host.bytes().size()).isEqualTo(50);
        assertThat(host.bytes().archived()).isEqualTo(30);
        assertThat(host.bytes().waiting()).isEqualTo(20);
        assertThat(host.bytes().atRisk()).isZero();
    }

    @Test
    void tellsWhatOnlyTheBrokerHas() throws Exception {
        createBucket();
        fixture.set("commit.max-interval", "5s").start();
        await().until(() -> isReading(fixture.running()));
        WireAgent agent = agent("a");
        File file = agent.open("/var/log/a.log");
        file.send(file.write(70));
        file.write(30);
        agent.writeInventory();
        await().untilAsserted(() -> {
            ReportTotals totals = fixture.running().completeness().totals();
            assertThat(totals.bytes().waiting()).isEqualTo(100);
            assertThat(totals.bytes().atRisk()).isEqualTo(70);
        });
        await().atMost(PATIENCE).untilAsserted(() -> {
            ReportTotals totals = fixture.running().completeness().totals();
            assertThat(totals.bytes().waiting()).isEqualTo(30);
            assertThat(totals.bytes().atRisk()).isZero();
        });
    }

    @Test
    void goesOnWithoutABucketAndTakesItWhenItIsThere() throws Exception {
        fixture.start();
        WireAgent agent = agent("a");
        File file = agent.open("/var/log/a.log");
        file.send(file.write(70));
        await().untilAsserted(() -> assertThat(only().state()).isEqualTo("unverified"));
        createBucket();
        agent.writeInventory();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(only().state()).isEqualTo("complete"));
    }

    @Test
    void namesHostsWhosePartitionNobodyReads() throws Exception {
        createBucket();
        WireAgent own = agent("a");
        WireAgent foreign = agent(hostOfAnotherPartition(own.partition()));
        WireAgent miscounting = new WireAgent(fixture.connection, new Partitioning(3), "c", random);
        for (WireAgent agent : List.of(own, foreign, miscounting)) {
            agent.resume();
            agent.writeInventory();
        }
        fixture.set("own", Integer.toString(own.partition())).start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.running().unowned().hosts())
                        .containsExactlyInAnyOrder(
                                new UnownedHost(
                                        foreign.host,
                                        foreign.partition(),
                                        "there is no consumer archive-p" + foreign.partition()),
                                new UnownedHost(
                                        "c",
                                        miscounting.partition(),
                                        "its agent counts with 3 partitions, this collector with 4")));
    }

    private static String hostOfAnotherPartition(int partition) {
        for (char host = 'd'; ; host++) {
            if (PARTITIONING.of(String.valueOf(host)) != partition) {
                return String.valueOf(host);
            }
        }
    }

    private void createBucket() throws Exception {
        fixture.connection
                .keyValueManagement()
                .create(KeyValueConfiguration.builder().name(WireAgent.BUCKET).build());
    }

    private WireAgent agent(String host) throws Exception {
        WireAgent agent = new WireAgent(fixture.connection, PARTITIONING, host, random);
        agent.resume();
        return agent;
    }

    private SourceReport only() throws Exception {
        List<SourceReport> sources =
                fixture.running().completeness().sources(null, null, null, 10).sources();
        assertThat(sources).hasSize(1);
        return sources.get(0);
    }

    private void awaitTotals(int sources) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            ReportTotals totals = fixture.running().completeness().totals();
            assertThat(totals.sources().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(sources);
            assertThat(totals.sources()).containsEntry("complete", sources * 3 / 5);
        });
    }
}
