package io.stratum.web;

import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

import io.stratum.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tenant from a header, {@code X-Tenant-ID} by default.
 */
public final class HeaderTenantResolver implements TenantResolver {

	private final String header;

	private final Predicate<HttpServletRequest> trusted;

	/**
	 * Creates a resolver.
	 * @param header name of the header
	 * @param trusted tells whether the sender of a request may name a tenant without a
	 * credential, as a gateway may
	 */
	public HeaderTenantResolver(String header, Predicate<HttpServletRequest> trusted) {
		this.header = header;
		this.trusted = trusted;
	}

	@Override
	public @Nullable NamedTenant resolve(HttpServletRequest request) {
		List<String> values = Collections.list(request.getHeaders(this.header));
		if (values.isEmpty()) {
			return null;
		}
		if (values.size() > 1) {
			throw InvalidInputException.of(this.header, "The header " + this.header + " is sent more than once.",
					"single");
		}
		return new NamedTenant("header", values.get(0), this.trusted.test(request));
	}

}
