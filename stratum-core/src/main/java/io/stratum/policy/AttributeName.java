package io.stratum.policy;

import java.util.Locale;

/**
 * Where an attribute is: its namespace and the way into objects.
 */
final class AttributeName {

	private final Namespace namespace;

	private final String[] parts;

	private AttributeName(Namespace namespace, String[] parts) {
		this.namespace = namespace;
		this.parts = parts;
	}

	static AttributeName parse(String name) {
		for (Namespace namespace : Namespace.values()) {
			if (namespace != Namespace.NONE && name.startsWith(namespace.prefix)) {
				return new AttributeName(namespace, name.substring(namespace.prefix.length()).split("\\."));
			}
		}
		return new AttributeName(Namespace.NONE, name.split("\\."));
	}

	Namespace namespace() {
		return this.namespace;
	}

	String first() {
		return this.parts[0];
	}

	String part(int index) {
		return this.parts[index];
	}

	int length() {
		return this.parts.length;
	}

	/**
	 * Whose attributes a name means.
	 */
	enum Namespace {

		/** Those of whoever asks. */
		SUBJECT,
		/** Those of the resource. */
		RESOURCE,
		/** Those of the surroundings. */
		ENVIRONMENT,
		/** Those of whoever asks, else those of the resource. */
		NONE;

		private final String prefix = name().toLowerCase(Locale.ROOT) + ".";

	}

}
