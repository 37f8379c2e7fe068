package io.stratum.web;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Names the bound tenant to hosts that are trusted with it, and to no other.
 *
 * <p>
 * <b>Guarantees.</b> A request to any other host leaves without the header, even if the
 * application set it. It does not see redirects that the HTTP client follows by itself:
 * that client must not follow any.
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
		request.getHeaders().remove(this.header);
		if (isTrusted(request.getURI().getHost())) {
			this.context.current().ifPresent((tenant) -> request.getHeaders().set(this.header, tenant.id().toString()));
		}
		return execution.execute(request, body);
	}

	private boolean isTrusted(@Nullable String host) {
		return host != null && this.hosts.contains(host.toLowerCase(Locale.ROOT));
	}

}
