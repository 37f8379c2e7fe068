package io.stratum.autoconfigure.controlplane;

import io.stratum.controlplane.ApiDocument;
import io.stratum.controlplane.ControlPlaneSecurity;
import io.stratum.controlplane.ControlPlaneSettings;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.webmvc.ui.SwaggerConfig;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Shows the description of the control plane on a page.
 */
@AutoConfiguration(after = { OpenApiAutoConfiguration.class, SwaggerConfig.class })
@ConditionalOnClass({ SwaggerConfig.class, SwaggerUiConfigProperties.class })
@ConditionalOnExpression("!'${stratum.control-plane.docs:authenticated}'.equalsIgnoreCase('off')")
@ConditionalOnBean(ApiDocument.class)
public final class ControlPlaneDocsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "stratumDocumentPage")
	RouterFunction<ServerResponse> stratumDocumentPage(ControlPlaneSettings settings, SwaggerUiConfigProperties files) {
		return new DocumentPage(settings, files.getVersion()).routes();
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE + 101)
	SecurityFilterChain stratumDocumentPageChain(HttpSecurity http, ControlPlaneSecurity security) {
		return security.pageChain(http);
	}

}
