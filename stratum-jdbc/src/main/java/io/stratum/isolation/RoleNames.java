package io.stratum.isolation;

/**
 * The four database roles between which rights are divided.
 *
 * @param owner login of migrations, owns the tables
 * @param platform login of the engine and of cross-tenant access
 * @param application login of the application, bound by row-level security
 * @param subtreeReader role without login that subtree reads switch to
 */
public record RoleNames(String owner, String platform, String application, String subtreeReader) {

	/** The names that Stratum gives the roles it creates. */
	public static final RoleNames DEFAULT = new RoleNames("stratum_owner", "stratum_platform", "stratum_app",
			"stratum_subtree_reader");

}
