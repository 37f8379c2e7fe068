package io.stratum.isolation;

/**
 * Names of the four database roles.
 *
 * @param owner login that owns tables: migrations and provisioning
 * @param platform login of the engine and of cross-tenant access
 * @param application login of the application, bound by row-level security
 * @param subtreeReader role without login that reads for a tenant and all below it
 */
public record RoleNames(String owner, String platform, String application, String subtreeReader) {

}
