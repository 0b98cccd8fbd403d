package io.tailrace.suite.writer;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** A web server's access log, in the "combined" format of nginx and Apache. */
public final class AccessLines implements Lines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ROOT);
    private static final String[] PATHS = {
        "/", "/login", "/api/orders", "/api/orders/4711", "/search?q=m%C3%BChle", "/static/app.js", "/favicon.ico",
    };
    private static final String[] AGENTS = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
        "curl/8.9.1",
    };
    private static final int[] STATUSES = {200, 200, 200, 200, 200, 204, 301, 304, 404, 500};

    private final RandomGenerator random;
    private final Clock clock;

    public AccessLines(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    @Override
    public int next(StringBuilder out) {
        out.append("10.")
                .append(random.nextInt(256))
                .append('.')
                .append(random.nextInt(256))
                .append('.')
                .append(random.nextInt(1, 255))
                .append(" - - [");
        TIME.formatTo(clock.instant().atZone(ZoneId.of("UTC")), out);
        out.append("] \"GET ")
                .append(PATHS[random.nextInt(PATHS.length)])
                .append(" HTTP/1.1\" ")
                .append(STATUSES[random.nextInt(STATUSES.length)])
                .append(' ')
                .append(random.nextInt(50_000))
                .append(" \"-\" \"")
                .append(AGENTS[random.nextInt(AGENTS.length)])
                .append("\"\n");
        return 1;
    }
}
