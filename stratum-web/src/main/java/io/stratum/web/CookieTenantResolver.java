package io.stratum.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.stratum.InvalidInputException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tenant from a cookie.
 */
public final class CookieTenantResolver implements TenantResolver {

	private final String name;

	/**
	 * Creates a resolver.
	 * @param name name of the cookie
	 */
	public CookieTenantResolver(String name) {
		this.name = name;
	}

	@Override
	public @Nullable NamedTenant resolve(HttpServletRequest request) {
		List<String> values = cookies(request).filter((cookie) -> this.name.equals(cookie.getName()))
			.map(Cookie::getValue)
			.toList();
		if (values.size() > 1) {
			throw InvalidInputException.of(this.name, "The cookie " + this.name + " is sent more than once.", "single");
		}
		return values.isEmpty() ? null : new NamedTenant("cookie", values.get(0), false);
	}

	private static Stream<Cookie> cookies(HttpServletRequest request) {
		return Stream.ofNullable(request.getCookies()).flatMap(Arrays::stream);
	}

}
