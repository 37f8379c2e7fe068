package io.stratum.autoconfigure.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the login of the engine.
 *
 * @param url JDBC URL; that of the application if left out.
 * @param username Name of the role of the engine and of cross-tenant access; the owner if
 * left out.
 * @param password Password of the role.
 * @param migrate Whether engine tables are created and upgraded at start-up.
 * @param pool Connections of the platform role.
 */
@ConfigurationProperties("stratum.platform")
record PlatformProperties(@Nullable String url, @Nullable String username, @Nullable String password,
		@DefaultValue("true") boolean migrate, @DefaultValue Pool pool) {

	/**
	 * Properties of the pool.
	 *
	 * @param maximumSize Most connections of the platform role.
	 */
	record Pool(@DefaultValue("5") int maximumSize) {

	}

}
