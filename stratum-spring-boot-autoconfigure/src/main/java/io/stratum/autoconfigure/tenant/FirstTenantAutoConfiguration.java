package io.stratum.autoconfigure.tenant;

import java.util.HashMap;
import java.util.Map;

import io.stratum.tenant.FirstTenant;
import io.stratum.tenant.Tenants;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the rows of a former single-tenant application to its first tenant.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class)
@ConditionalOnBean(Tenants.class)
@ConditionalOnProperty("stratum.first-tenant.slug")
@EnableConfigurationProperties(FirstTenantProperties.class)
public final class FirstTenantAutoConfiguration {

	@Bean
	FirstTenantInitializer stratumFirstTenantInitializer(Tenants tenants, FirstTenantProperties properties) {
		return new FirstTenantInitializer(new FirstTenant(tenants), properties);
	}

	/**
	 * Tells migrations its id.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(FlywayConfigurationCustomizer.class)
	static class FlywayConfiguration {

		private static final String PLACEHOLDER = "first_tenant";

		@Bean
		FlywayConfigurationCustomizer stratumFirstTenantPlaceholder(FirstTenantInitializer first) {
			return (flyway) -> first.id().ifPresent((id) -> {
				Map<String, String> placeholders = new HashMap<>(flyway.getPlaceholders());
				placeholders.putIfAbsent(PLACEHOLDER, id.toString());
				flyway.placeholders(placeholders);
			});
		}

	}

}
