package io.stratum.web;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tenant from the host name, such as {@code acme.example.com}.
 */
public final class HostTenantResolver implements TenantResolver {

	private final Pattern pattern;

	private final boolean anonymous;

	/**
	 * Creates a resolver.
	 * @param template host name with <code>{tenant}</code> in it
	 * @param anonymous whether callers without credential are bound too, for public pages
	 */
	public HostTenantResolver(String template, boolean anonymous) {
		this.pattern = TenantTemplate.compile(template, "[a-z0-9_-]+");
		this.anonymous = anonymous;
	}

	@Override
	public @Nullable NamedTenant resolve(HttpServletRequest request) {
		Matcher matcher = this.pattern.matcher(request.getServerName().toLowerCase(Locale.ROOT));
		return matcher.matches() ? new NamedTenant("host", matcher.group(1), this.anonymous) : null;
	}

}
