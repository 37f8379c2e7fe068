package io.stratum.autoconfigure.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the database roles.
 *
 * @param create Whether missing roles are created with the owner's login.
 * @param subtreeReader Name of the role that reads subtrees; the application's with
 * '_subtree' if left out.
 */
@ConfigurationProperties("stratum.isolation.roles")
record RoleProperties(@DefaultValue("false") boolean create, @Nullable String subtreeReader) {

}
