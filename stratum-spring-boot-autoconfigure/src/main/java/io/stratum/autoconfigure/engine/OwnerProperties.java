package io.stratum.autoconfigure.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the login that owns tables.
 *
 * @param url JDBC URL; that of the application if left out.
 * @param username Name of the role for migrations, provisioning and policies.
 * @param password Password of the role.
 */
@ConfigurationProperties("stratum.owner")
record OwnerProperties(@Nullable String url, @Nullable String username, @Nullable String password) {

}
