package io.stratum.web;

import io.stratum.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Reads the tenant from the path, such as {@code /t/acme/orders}.
 *
 * <p>
 * It matches as handlers are matched, so a path that reaches a handler of one tenant
 * never passes here unseen.
 */
public final class PathTenantResolver implements TenantResolver {

	private final PathPattern pattern;

	private final int elements;

	/**
	 * Creates a resolver.
	 * @param template beginning of the path with <code>{tenant}</code> as one of its
	 * segments
	 */
	public PathTenantResolver(String template) {
		TenantTemplate.check(template);
		String beginning = template.replaceFirst("/\\*\\*$", "");
		this.pattern = PathPatternParser.defaultInstance.parse(beginning + "/**");
		this.elements = PathContainer.parsePath(beginning).elements().size();
	}

	@Override
	public @Nullable NamedTenant resolve(HttpServletRequest request) {
		PathContainer path = path(request).pathWithinApplication();
		PathMatchInfo match = this.pattern.matchAndExtract(path);
		if (match == null) {
			return null;
		}
		path.elements().stream().limit(this.elements).forEach(PathTenantResolver::refuseDisguise);
		return new NamedTenant("path", match.getUriVariables().getOrDefault("tenant", ""), false);
	}

	private static RequestPath path(HttpServletRequest request) {
		return ServletRequestPathUtils.hasParsedRequestPath(request)
				? ServletRequestPathUtils.getParsedRequestPath(request) : ServletRequestPathUtils.parse(request);
	}

	private static void refuseDisguise(PathContainer.Element element) {
		if (element instanceof PathSegment segment && !segment.value().equals(segment.valueToMatch())) {
			throw InvalidInputException.of("path",
					"The part of the path that names the tenant is encoded or carries parameters.", "pattern");
		}
	}

}
