package io.stratum.autoconfigure.engine;

import io.stratum.isolation.RoleNames;
import org.jspecify.annotations.Nullable;

/**
 * The logins of the home database.
 *
 * @param owner the login that owns tables
 * @param platform the login of the engine
 * @param application the login of the application
 * @param roles names of all roles
 */
public record DatabaseLogins(Login owner, Login platform, Login application, RoleNames roles) {

	/** What the driver calls the part of an error that quotes rows. */
	static final String DETAIL = "logServerErrorDetail";

	/**
	 * One login.
	 *
	 * @param url JDBC URL
	 * @param username name of the role
	 * @param password its password, if it has one
	 */
	public record Login(String url, String username, @Nullable String password) {

		/** Returns the URL with errors that tell no values of rows. */
		String quietUrl() {
			if (this.url.contains(DETAIL + "=")) {
				return this.url;
			}
			return this.url + (this.url.contains("?") ? "&" : "?") + DETAIL + "=false";
		}

		@Override
		public String toString() {
			return "Login[" + this.username + "]";
		}

	}

}
