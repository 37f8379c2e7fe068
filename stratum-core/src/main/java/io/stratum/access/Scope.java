package io.stratum.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.stratum.InvalidInputException;

/**
 * What a credential may be used for.
 *
 * <p>
 * {@code READ}, {@code WRITE} and {@code ADMIN} each include the ones before.
 * {@code REVEAL} stands apart: no other scope includes it.
 */
public enum Scope {

	/** Read what is not secret. */
	READ,
	/** Change what is not about access. */
	WRITE,
	/** Change who may do what. */
	ADMIN,
	/** Read secrets in clear, for a stated reason. */
	REVEAL;

	/**
	 * Tells whether holding this scope is enough where another is asked for.
	 * @param required the scope asked for
	 * @return whether this scope includes it
	 */
	public boolean includes(Scope required) {
		return this == required || (this != REVEAL && required != REVEAL && compareTo(required) >= 0);
	}

	/**
	 * Tells whether any of some scopes is enough where one is asked for.
	 * @param held the scopes held
	 * @param required the scope asked for
	 * @return whether one of them includes it
	 */
	public static boolean anyIncludes(Set<Scope> held, Scope required) {
		for (Scope scope : held) {
			if (scope.includes(required)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the first of some scopes that is not held.
	 * @param held the scopes held
	 * @param asked the scopes asked for
	 * @return the missing scope, or empty if all are held
	 */
	public static Optional<Scope> firstMissing(Set<Scope> held, Set<Scope> asked) {
		return asked.stream().filter((scope) -> !anyIncludes(held, scope)).min(Comparator.naturalOrder());
	}

	/**
	 * Reads scopes as a request names them.
	 * @param path where the names are, for the issue
	 * @param wireNames names in lower case
	 * @return the scopes
	 * @throws InvalidInputException if one is unknown
	 */
	public static Set<Scope> parse(String path, Collection<String> wireNames) {
		try {
			EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
			wireNames.forEach((name) -> scopes.add(ofWireName(name)));
			return scopes;
		}
		catch (IllegalArgumentException ex) {
			throw InvalidInputException.of(path, "A scope is one of read, write, admin and reveal.", "enum");
		}
	}

	/**
	 * Returns the names of some scopes, in the order of this type.
	 * @param scopes the scopes
	 * @return their names in lower case
	 */
	public static List<String> wireNames(Set<Scope> scopes) {
		return scopes.stream().sorted().map(Scope::wireName).toList();
	}

	/**
	 * Returns the name used in SQL and JSON.
	 * @return the name in lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads the name used in SQL and JSON.
	 * @param wireName the name in lower case
	 * @return the scope
	 * @throws IllegalArgumentException if there is no such scope
	 */
	public static Scope ofWireName(String wireName) {
		for (Scope scope : values()) {
			if (scope.wireName().equals(wireName)) {
				return scope;
			}
		}
		throw new IllegalArgumentException("No scope is called '" + wireName + "'");
	}

}
