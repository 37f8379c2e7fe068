package io.stratum.autoconfigure.http;

import io.stratum.web.TenantPropagation;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Names the bound tenant in requests of {@code WebClient} too.
 */
@AutoConfiguration(after = TenantHttpClientAutoConfiguration.class,
		beforeName = "org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration")
@ConditionalOnClass({ WebClientCustomizer.class, WebClient.class, TenantPropagation.class })
@ConditionalOnBean(TenantPropagation.class)
public final class TenantWebClientAutoConfiguration {

	/**
	 * Comes last, so that no other filter names a tenant after it.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebClientCustomizer stratumWebClientCustomizer(TenantPropagation propagation) {
		return (builder) -> builder.filter(naming(propagation));
	}

	private static ExchangeFilterFunction naming(TenantPropagation propagation) {
		return (request, next) -> Mono.defer(() -> next.exchange(
				ClientRequest.from(request).headers((headers) -> propagation.name(request.url(), headers)).build()));
	}

}
