package io.tailrace.admin;

import io.tailrace.admin.declaration.Declarations;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.config.TailraceProperties;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is wanted, of which broker, and what may be destroyed for it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdminProperties.class)
class DeclarationConfiguration {

    @Bean
    Declared declared(TailraceProperties fleet, AdminProperties admin) {
        return new Declarations(fleet.subjectPrefix(), fleet.partitions(), admin.owner())
                .read(admin.declarations(Map.of()));
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
