package io.stratum.autoconfigure.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.stratum.autoconfigure.operation.EndpointSection;
import io.stratum.web.TenantResolver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Shows operators where requests may name their tenant.
 */
@AutoConfiguration(after = TenantWebAutoConfiguration.class)
@ConditionalOnClass({ ConditionalOnAvailableEndpoint.class, TenantResolver.class })
@ConditionalOnBean(ResolutionProperties.class)
public final class ResolutionSectionAutoConfiguration {

	@Bean
	EndpointSection stratumResolutionSection(ResolutionProperties properties, ObjectProvider<TenantResolver> own) {
		return EndpointSection.of("resolution", () -> {
			Map<String, Object> told = new LinkedHashMap<>();
			told.put("sources",
					properties.sources().stream().map((source) -> source.name().toLowerCase(Locale.ROOT)).toList());
			told.put("header", properties.header().name());
			told.put("trust", properties.header().trust().name().toLowerCase(Locale.ROOT));
			told.put("gateways", properties.gateways().size());
			told.put("resolvers", own.orderedStream().map((resolver) -> resolver.getClass().getName()).toList());
			return told;
		});
	}

}
