package io.stratum.autoconfigure.controlplane;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

import io.stratum.controlplane.ApiDocument;
import io.stratum.controlplane.ControlPlaneHandlers;
import io.stratum.controlplane.ControlPlaneSettings;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.filters.GlobalOpenApiMethodFilter;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.core.service.SecurityService;
import org.springdoc.core.utils.PropertyResolverUtils;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Describes the control plane in OpenAPI, apart from the application's own description.
 */
@AutoConfiguration(after = { ControlPlaneAutoConfiguration.class, SpringDocWebMvcConfiguration.class })
@ConditionalOnClass({ ControlPlaneHandlers.class, OpenApiResource.class })
@ConditionalOnBean({ ControlPlaneSettings.class, OpenAPIService.class })
public final class OpenApiAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ApiDocument stratumApiDocument(ControlPlaneSettings settings, ApplicationContext context, SecurityService security,
			PropertyResolverUtils resolver, AbstractRequestService requests, GenericResponseService responses,
			OperationService operations, SpringDocConfigProperties properties, SpringDocProviders providers) {
		// The service remembers the description it made, and the application's is
		// another.
		OpenAPIService service = new OpenAPIService(Optional.empty(), security, properties, resolver, Optional.empty(),
				Optional.empty(), Optional.empty());
		service.setApplicationContext(context);
		OperationDetails details = new OperationDetails();
		SpringDocCustomizers customizers = new SpringDocCustomizers(
				Optional.of(Set.of(new DocumentDetails(settings.basePath(), details))), Optional.of(Set.of(details)),
				Optional.empty(), Optional.of(Set.of(OpenApiAutoConfiguration::isOurs)), Optional.empty(),
				Optional.empty());
		return new ControlPlaneDocument(() -> service, requests, responses, operations, properties, providers,
				customizers);
	}

	/**
	 * Keeps the control plane out of the description of the application.
	 */
	@Bean
	GlobalOpenApiMethodFilter stratumControlPlaneFilter() {
		return (method) -> !isOurs(method);
	}

	private static boolean isOurs(Method method) {
		return method.getDeclaringClass().getPackage() == ControlPlaneHandlers.class.getPackage();
	}

}
