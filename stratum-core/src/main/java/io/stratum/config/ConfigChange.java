package io.stratum.config;

import io.stratum.engine.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a key shall be set to.
 *
 * <p>
 * The text form leaves out the value, which may be secret.
 *
 * @param key the key
 * @param value the JSON value; {@code null} if it was left out, which is refused
 * @param locked whether tenants below are held to it, or {@code null} to leave it as it
 * is
 * @param sensitive whether the value is secret, or {@code null} to leave it as it is
 * @param version the version of the own entry that was seen, 0 for none; {@code null} not
 * to compare
 */
public record ConfigChange(String key, @Nullable JsonNode value, @Nullable Boolean locked, @Nullable Boolean sensitive,
		@Nullable Long version) {

	/**
	 * Sets a value and leaves lock and secrecy as they are.
	 * @param key the key
	 * @param value text, number, boolean, list, map, record, or {@code null} for JSON
	 * null
	 * @return the change
	 */
	public static ConfigChange of(String key, @Nullable Object value) {
		return new ConfigChange(key, Json.mapper().valueToTree(value), null, null, null);
	}

	/**
	 * Locks or unlocks the key for tenants below.
	 * @param locked whether they are held to the value
	 * @return a change that does so
	 */
	public ConfigChange locked(boolean locked) {
		return new ConfigChange(this.key, this.value, locked, this.sensitive, this.version);
	}

	/**
	 * Makes the value secret or not.
	 * @param sensitive whether it is secret
	 * @return a change that does so
	 */
	public ConfigChange sensitive(boolean sensitive) {
		return new ConfigChange(this.key, this.value, this.locked, sensitive, this.version);
	}

	/**
	 * States the version that was seen, so that a stale one is refused.
	 * @param version the version, 0 for "there is no entry yet"
	 * @return a change that is compared
	 */
	public ConfigChange ifVersion(long version) {
		return new ConfigChange(this.key, this.value, this.locked, this.sensitive, version);
	}

	@Override
	public String toString() {
		return "ConfigChange[" + this.key + "]";
	}

}
