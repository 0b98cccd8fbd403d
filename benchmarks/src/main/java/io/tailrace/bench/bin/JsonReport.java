package io.tailrace.bench.bin;

import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Results;
import io.tailrace.bench.figure.Samples;
import io.tailrace.bench.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** All figures as JSON, for other programs. */
final class JsonReport {

    private JsonReport() {}

    static void write(Path file, Machine machine, Map<String, String> versions, BenchOptions options, Results results)
            throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("time", Instant.now().toString());
        report.put("size", options.size().name());
        report.put("repetitions", options.repeat());
        report.put("machine", machine);
        report.put("versions", versions);
        report.put("figures", figures(results));
        Files.writeString(
                file,
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    }

    private static List<Map<String, Object>> figures(Results results) {
        List<Map<String, Object>> figures = new ArrayList<>();
        for (Metric metric : results.metrics()) {
            Samples samples = results.samples(metric.key()).orElseThrow();
            Map<String, Object> figure = new LinkedHashMap<>();
            figure.put("workload", metric.workload());
            figure.put("name", metric.name());
            figure.put("unit", metric.unit().symbol());
            figure.put("median", samples.median());
            figure.put("min", samples.min());
            figure.put("max", samples.max());
            figure.put("values", samples.values());
            figures.add(figure);
        }
        return figures;
    }
}
