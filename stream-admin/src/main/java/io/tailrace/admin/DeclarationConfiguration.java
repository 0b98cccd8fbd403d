package io.tailrace.admin;

import io.tailrace.admin.declaration.Declarations;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.config.ProblemsLeftToService;
import io.tailrace.config.TailraceProperties;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is wanted, of which broker, and what may be destroyed for it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdminProperties.class)
class DeclarationConfiguration {

    private static final Pattern ENTRY = Pattern.compile("tailrace\\.admin\\.[a-z-]+\\[\\d+]");

    @Bean
    Declared declared(TailraceProperties fleet, AdminProperties admin, ProblemsLeftToService problems) {
        return new Declarations(fleet.subjectPrefix(), fleet.partitions(), admin.owner())
                .read(admin.declarations(byEntry(problems.byKey())));
    }

    /** A key that is not one makes its entry wrong, and no other. */
    private static Map<String, String> byEntry(Map<String, String> byKey) {
        Map<String, String> byEntry = new TreeMap<>();
        new TreeMap<>(byKey).forEach((key, problem) -> {
            Matcher entry = ENTRY.matcher(key);
            if (entry.lookingAt()) {
                byEntry.merge(entry.group(), problem, (one, other) -> one + "; " + other);
            }
        });
        return byEntry;
    }

    @Bean
    Permissions permissions(AdminProperties admin) {
        if (admin.prune() && admin.owner() == null) {
            throw new InvalidConfigurationException(
                    "tailrace.admin.prune",
                    true,
                    "needs tailrace.admin.owner, a name for what is created here: only what has it is pruned");
        }
        return admin.permissions();
    }

    @Bean
    ApiSettings apiSettings(@Value("${tailrace.nats.jetstream-domain:}") String domain) {
        return ApiSettings.ofDomain(domain);
    }
}
