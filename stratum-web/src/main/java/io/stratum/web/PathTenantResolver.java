package io.stratum.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Reads the tenant from the path, such as {@code /t/acme/orders}.
 */
public final class PathTenantResolver implements TenantResolver {

	private final Pattern pattern;

	/**
	 * Creates a resolver.
	 * @param template beginning of the path with <code>{tenant}</code> as one of its
	 * segments
	 */
	public PathTenantResolver(String template) {
		this.pattern = TenantTemplate.compile(template.replaceFirst("/\\*\\*$", ""), "[^/]+", "(?:/.*)?");
	}

	@Override
	public @Nullable NamedTenant resolve(HttpServletRequest request) {
		RequestPath path = ServletRequestPathUtils.hasParsedRequestPath(request)
				? ServletRequestPathUtils.getParsedRequestPath(request)
				: ServletRequestPathUtils.parseAndCache(request);
		Matcher matcher = this.pattern.matcher(path.pathWithinApplication().value());
		return matcher.matches() ? new NamedTenant("path", matcher.group(1), false) : null;
	}

}
