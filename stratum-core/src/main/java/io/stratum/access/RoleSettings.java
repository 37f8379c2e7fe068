package io.stratum.access;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What may be chosen and changed about a role.
 *
 * @param name its name, 1 to 100 characters, unique in its tenant
 * @param description what it is for, at most 500 characters, or {@code null}
 * @param scopes what it lets do, at least one
 */
public record RoleSettings(String name, @Nullable String description, Set<Scope> scopes) {

	/**
	 * Keeps a copy of the scopes.
	 */
	public RoleSettings {
		scopes = Set.copyOf(scopes);
	}

	/**
	 * Chooses a name and scopes.
	 * @param name the name
	 * @param scopes the scopes
	 * @return settings without description
	 */
	public static RoleSettings of(String name, Scope... scopes) {
		return new RoleSettings(name, null, Set.of(scopes));
	}

	/**
	 * Chooses the name.
	 * @param name the name
	 * @return settings with that name
	 */
	public RoleSettings named(String name) {
		return new RoleSettings(name, this.description, this.scopes);
	}

	/**
	 * Chooses the description.
	 * @param description what the role is for, or {@code null}
	 * @return settings with that description
	 */
	public RoleSettings described(@Nullable String description) {
		return new RoleSettings(this.name, description, this.scopes);
	}

	/**
	 * Chooses the scopes.
	 * @param scopes the scopes
	 * @return settings with those scopes
	 */
	public RoleSettings scoped(Set<Scope> scopes) {
		return new RoleSettings(this.name, this.description, scopes);
	}

}
