package io.stratum.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: the principal on whose behalf the running code acts.
 *
 * <p>
 * A caller with a home tenant reaches the subtree of that tenant and nothing else. A
 * caller without one is an operator and reaches every tenant.
 *
 * @param type what kind of principal it is
 * @param id its stable id: that of the API key, or the subject of the token
 * @param name its name for people
 * @param home the tenant it belongs to, or {@code null} for an operator
 * @param scopes what it may do
 * @param subjectId the tenant it impersonates, if it does
 * @param sourceIp the address the request came from, if known
 * @param requestId the id of the request, if there is one
 */
public record Caller(Type type, @Nullable String id, String name, @Nullable TenantId home, Set<Scope> scopes,
		@Nullable String subjectId, @Nullable String sourceIp, @Nullable String requestId) {

	/** Code of the application itself, with no caller bound: it may do everything. */
	public static final Caller SYSTEM = new Caller(Type.SYSTEM, null, "system", null, EnumSet.allOf(Scope.class), null,
			null, null);

	/** Somebody who showed no credential: it may do nothing. */
	public static final Caller ANONYMOUS = new Caller(Type.ANONYMOUS, null, "anonymous", null, Set.of(), null, null,
			null);

	/**
	 * Keeps a copy of the scopes.
	 */
	public Caller {
		scopes = Set.copyOf(scopes);
	}

	/**
	 * Tells whether the caller is known, belongs to no tenant and so reaches all of them.
	 * @return whether it is an operator
	 */
	public boolean isOperator() {
		return this.home == null && this.type != Type.ANONYMOUS;
	}

	/**
	 * Adds the request that the caller sent.
	 * @param sourceIp the address it came from
	 * @param requestId its id
	 * @return a caller that carries both
	 */
	public Caller in(@Nullable String sourceIp, @Nullable String requestId) {
		return new Caller(this.type, this.id, this.name, this.home, this.scopes, this.subjectId, sourceIp, requestId);
	}

	/**
	 * Tells whether a tenant is within reach.
	 * @param path the place of the tenant
	 * @return whether the caller is an operator or the tenant lies in its subtree
	 */
	public boolean reaches(TenantPath path) {
		return (this.home != null) ? path.contains(this.home) : isOperator();
	}

	/**
	 * Tells whether the caller holds a scope.
	 * @param required the scope asked for
	 * @return whether one of its scopes includes it
	 */
	public boolean holds(Scope required) {
		return Scope.anyIncludes(this.scopes, required);
	}

	/**
	 * Kind of a principal.
	 */
	public enum Type {

		/** An API key. */
		API_KEY,
		/** A token issued by somebody else. */
		JWT,
		/** A user of the application. */
		USER,
		/** Nobody known. */
		ANONYMOUS,
		/** The application itself. */
		SYSTEM;

		/**
		 * Returns the name used in SQL and JSON.
		 * @return the name in lower case
		 */
		public String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
