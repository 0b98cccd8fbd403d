package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.apply.Mode;
import io.tailrace.admin.apply.Result;
import io.tailrace.admin.broker.StreamInfo;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Plan;
import io.tailrace.admin.plan.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every example of the documentation does what it says. */
class DocumentationTests {

    private static final Path DOCUMENT = Path.of("..", "docs", "stream-admin.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleIsAppliedAndThenNothingDiffers() throws Exception {
        List<String> examples = examples();
        assertThat(examples).hasSize(5);
        for (String example : examples) {
            try (Broker broker = new Broker()) {
                assertThat(apply(broker, example)).as(example).allMatch(Result::settled);
                assertThat(new Planner(broker.api(), ShippedDeclaration.declared(example), Permissions.NONE).plan())
                        .as(example)
                        .allMatch(plan -> plan.step() == Plan.Step.NONE);
            }
        }
    }

    @Test
    void theLayoutsFollowOneAnotherWithoutLosingAMessage() throws Exception {
        List<String> layouts = examples().subList(1, 4);
        try (Broker broker = new Broker()) {
            apply(broker, layouts.get(0));
            IntStream.range(0, 16).forEach(partition -> broker.publish("logs.p" + partition + ".host", "x"));
            apply(broker, layouts.get(2));
            assertThat(broker.api().streams())
                    .extracting(StreamInfo::name)
                    .containsExactlyInAnyOrder("LOGS", "LOGS-p13", "LOGS-p14", "LOGS-p15");
            assertThat(broker.messages("LOGS")).isEqualTo(16);
            broker.publish("logs.p14.host", "y");
            broker.publish("logs.p2.host", "y");
            assertThat(broker.messages("LOGS-p14")).isEqualTo(1);
            assertThat(broker.messages("LOGS")).isEqualTo(17);
        }
        try (Broker broker = new Broker()) {
            apply(broker, layouts.get(1));
            assertThat(broker.api().streams()).hasSize(16);
            broker.publish("logs.p7.host", "x");
            assertThat(broker.messages("LOGS-p7")).isEqualTo(1);
        }
    }

    private static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(DOCUMENT))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<Result> apply(Broker broker, String yaml) throws InterruptedException {
        Declared declared = ShippedDeclaration.declared(yaml);
        assertThat(declared.invalid()).isEmpty();
        Planner planner = new Planner(broker.api(), declared, Permissions.NONE);
        return new Applier(broker.api(), planner, null, Clock.systemUTC()).round(name -> Mode.ALL, true);
    }
}
