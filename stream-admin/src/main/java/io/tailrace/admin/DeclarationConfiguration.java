package io.tailrace.admin;

import io.tailrace.admin.declaration.Declarations;
import io.tailrace.admin.declaration.InvalidDeclarationException;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.config.TailraceProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is wanted, and of which broker. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdminProperties.class)
class DeclarationConfiguration {

    @Bean
    DeclaredStreams declaredStreams(TailraceProperties fleet, AdminProperties admin) {
        try {
            Declarations declarations = new Declarations(fleet.subjectPrefix(), fleet.partitions());
            return new DeclaredStreams(declarations.read(admin.streams(), admin.keyValue()));
        } catch (InvalidDeclarationException wrong) {
            throw new InvalidConfigurationException(wrong.key(), wrong.value(), wrong.problem());
        }
    }

    @Bean
    ApiSettings apiSettings(@Value("${tailrace.nats.jetstream-domain:}") String domain) {
        return ApiSettings.ofDomain(domain);
    }
}
