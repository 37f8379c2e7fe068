package io.stratum.web;

import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Names the bound tenant to hosts that are trusted with it, and to no other.
 *
 * <p>
 * <b>Guarantees.</b> A request to any other host leaves without the header and without a
 * tenant in its baggage, even if the application set them. It does not see redirects that
 * the HTTP client follows by itself: that client must not follow any.
 */
public final class TenantPropagation implements ClientHttpRequestInterceptor {

	private final TenantContext context;

	private final String header;

	private final Set<String> hosts;

	/**
	 * Creates the interceptor.
	 * @param context where the tenant is bound
	 * @param header name of the header
	 * @param hosts names of trusted hosts, without port
	 */
	public TenantPropagation(TenantContext context, String header, Collection<String> hosts) {
		this.context = context;
		this.header = header;
		this.hosts = hosts.stream().map((host) -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		name(request.getURI(), request.getHeaders());
		return execution.execute(request, body);
	}

	/**
	 * Names the bound tenant in the headers of a request, for clients of other kinds.
	 * @param target where the request goes
	 * @param headers its headers, which are changed
	 */
	public void name(URI target, HttpHeaders headers) {
		String tenant = isTrusted(target.getHost())
				? this.context.current().map(Tenant::id).map(TenantId::toString).orElse(null) : null;
		headers.remove(this.header);
		if (tenant != null) {
			headers.set(this.header, tenant);
		}
		String baggage = TenantBaggage.with(headers.getOrEmpty(TenantBaggage.HEADER), tenant);
		headers.remove(TenantBaggage.HEADER);
		if (!baggage.isEmpty()) {
			headers.set(TenantBaggage.HEADER, baggage);
		}
	}

	private boolean isTrusted(@Nullable String host) {
		return host != null && this.hosts.contains(host.toLowerCase(Locale.ROOT));
	}

}
