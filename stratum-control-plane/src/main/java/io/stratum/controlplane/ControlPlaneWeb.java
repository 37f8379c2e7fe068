package io.stratum.controlplane;

import java.util.List;

import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Makes Spring MVC serve the API, and leaves the application's own handlers as they are.
 */
final class ControlPlaneWeb implements WebMvcConfigurer {

	private final ControlPlaneSettings settings;

	private final TenantContext context;

	private final Tenants tenants;

	ControlPlaneWeb(ControlPlaneSettings settings, TenantContext context, Tenants tenants) {
		this.settings = settings;
		this.context = context;
		this.tenants = tenants;
	}

	@Override
	public void configurePathMatch(PathMatchConfigurer configurer) {
		configurer.addPathPrefix(this.settings.basePath(),
				(type) -> type.getPackage() == ControlPlaneWeb.class.getPackage());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		// After the check of the scope, which has the highest precedence.
		registry.addInterceptor(new HandlerGuard(this.context, this.tenants)).order(Ordered.HIGHEST_PRECEDENCE + 1);
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new IfMatchArgumentResolver(this.settings.requireIfMatch()));
	}

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverter(String.class, TenantId.class, TenantId::parse);
		registry.addConverter(String.class, ResourceId.class, ResourceId::of);
	}

	@Override
	public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
		builder.addCustomConverter(new WireConverter());
	}

	@Override
	public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
		resolvers.add(0, new UnmappedRequests(this.settings, this.context));
	}

}
