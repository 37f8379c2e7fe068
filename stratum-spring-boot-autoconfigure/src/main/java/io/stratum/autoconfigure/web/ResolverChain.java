package io.stratum.autoconfigure.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.stratum.StratumStartupException;
import io.stratum.autoconfigure.web.ResolutionProperties.Source;
import io.stratum.autoconfigure.web.ResolutionProperties.Trust;
import io.stratum.web.CookieTenantResolver;
import io.stratum.web.HeaderTenantResolver;
import io.stratum.web.HostTenantResolver;
import io.stratum.web.PathTenantResolver;
import io.stratum.web.SessionTenantResolver;
import io.stratum.web.TenantResolver;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Makes resolvers of the sources named in properties.
 */
final class ResolverChain {

	private final ResolutionProperties properties;

	ResolverChain(ResolutionProperties properties) {
		this.properties = properties;
	}

	/**
	 * Returns the configured resolvers, then the application's own.
	 */
	List<TenantResolver> with(Stream<TenantResolver> own) {
		List<TenantResolver> resolvers = new ArrayList<>();
		this.properties.sources().forEach((source) -> resolvers.add(resolver(source)));
		own.forEach(resolvers::add);
		return resolvers;
	}

	private TenantResolver resolver(Source source) {
		return switch (source) {
			case HEADER -> new HeaderTenantResolver(this.properties.header().name(), trustedSender());
			case HOST ->
				new HostTenantResolver(pattern(this.properties.host().pattern(), "host", "{tenant}.example.com"),
						this.properties.host().anonymous());
			case PATH -> new PathTenantResolver(pattern(this.properties.path().pattern(), "path", "/t/{tenant}"));
			case SESSION -> new SessionTenantResolver(this.properties.session().attribute());
			case COOKIE -> new CookieTenantResolver(this.properties.cookie().name());
		};
	}

	private Predicate<HttpServletRequest> trustedSender() {
		if (this.properties.header().trust() == Trust.ADMITTED) {
			return (request) -> false;
		}
		if (this.properties.gateways().isEmpty()) {
			throw new StratumStartupException(
					"'stratum.web.resolution.header.trust' is GATEWAY, but no gateway is named, so anybody could name any tenant.",
					"List the addresses of your gateways in 'stratum.web.resolution.gateways', such as '10.0.0.0/8', or set "
							+ "the trust to ADMITTED.");
		}
		return new GatewaySenders(this.properties.gateways());
	}

	private static String pattern(@Nullable String pattern, String source, String example) {
		if (pattern == null) {
			throw new StratumStartupException(
					"'stratum.web.resolution.sources' has '" + source
							+ "', but no pattern says where the tenant is in it.",
					"Set 'stratum.web.resolution." + source + ".pattern', for instance '" + example + "'.");
		}
		return pattern;
	}

}
