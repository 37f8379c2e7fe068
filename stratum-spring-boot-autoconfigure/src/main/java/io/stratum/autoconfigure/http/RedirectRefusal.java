package io.stratum.autoconfigure.http;

import java.util.function.BooleanSupplier;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;

/**
 * Has HTTP clients hand redirects back where tenants are named to other hosts.
 *
 * <p>
 * A client that follows by itself takes the headers of the first request along, to
 * whatever host the answer names.
 */
final class RedirectRefusal implements BeanPostProcessor {

	private final BooleanSupplier propagating;

	RedirectRefusal(BooleanSupplier propagating) {
		this.propagating = propagating;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof HttpClientSettings settings && this.propagating.getAsBoolean())
				? settings.withRedirects(HttpRedirects.DONT_FOLLOW) : bean;
	}

}
