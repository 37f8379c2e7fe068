package io.stratum.autoconfigure.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of how a request names its tenant.
 *
 * @param sources Named sources in use, in order (header, host, path, session, cookie).
 * @param gateways Networks of senders whose header is trusted.
 * @param header Header that names the tenant.
 * @param host Host name that names the tenant.
 * @param path Path that names the tenant.
 * @param cookie Cookie that names the tenant.
 * @param session Session attribute that names the tenant.
 */
@ConfigurationProperties("stratum.web.resolution")
record ResolutionProperties(@DefaultValue("header") List<Source> sources, @DefaultValue List<String> gateways,
		@DefaultValue Header header, @DefaultValue Host host, @DefaultValue Path path, @DefaultValue Cookie cookie,
		@DefaultValue Session session) {

	/**
	 * A place where a request may name its tenant.
	 */
	enum Source {

		HEADER, HOST, PATH, SESSION, COOKIE

	}

	/**
	 * Who may name a tenant without a credential.
	 */
	enum Trust {

		ADMITTED, GATEWAY

	}

	/**
	 * Properties of the header.
	 *
	 * @param name Name of the header.
	 * @param trust Who may name a tenant by it (ADMITTED callers, or a GATEWAY too).
	 */
	record Header(@DefaultValue("X-Tenant-ID") String name, @DefaultValue("ADMITTED") Trust trust) {

	}

	/**
	 * Properties of the host name.
	 *
	 * @param pattern Host name with '{tenant}' in it.
	 * @param anonymous Whether callers without credential are bound, for public pages.
	 */
	record Host(@Nullable String pattern, @DefaultValue("false") boolean anonymous) {

	}

	/**
	 * Properties of the path.
	 *
	 * @param pattern Beginning of the path with '{tenant}' as a segment.
	 */
	record Path(@Nullable String pattern) {

	}

	/**
	 * Properties of the cookie.
	 *
	 * @param name Name of the cookie.
	 */
	record Cookie(@DefaultValue("tenant") String name) {

	}

	/**
	 * Properties of the session.
	 *
	 * @param attribute Name of the attribute.
	 */
	record Session(@DefaultValue("tenant") String attribute) {

	}

}
