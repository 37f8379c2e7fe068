package io.stratum.autoconfigure.web;

import io.stratum.access.Scope;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of impersonation.
 *
 * @param enabled Whether callers may act as a tenant below.
 * @param header Header that names the tenant to act as.
 * @param maxScope Highest scope kept (READ, WRITE, ADMIN).
 */
@ConfigurationProperties("stratum.web.impersonation")
record ImpersonationProperties(@DefaultValue("false") boolean enabled,
		@DefaultValue("X-Impersonate-Tenant") String header, @DefaultValue("READ") Scope maxScope) {

}
