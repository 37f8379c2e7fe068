package io.stratum.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.stratum.engine.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/**
 * A config key that the application declares, with the type of its values.
 *
 * <pre>{@code
 * static final ConfigKey<Integer> MAX_USERS = ConfigKey.of("max_users", Integer.class)
 *     .withSchema("{\"type\": \"integer\", \"minimum\": 1}")
 *     .withDefault(10)
 *     .withNarrowing(Narrowing.LOWER_ONLY);
 * }</pre>
 *
 * @param <T> type of the values
 */
public final class ConfigKey<T> {

	private final String name;

	private final JavaType type;

	private final Declaration declaration;

	private ConfigKey(String name, JavaType type, Declaration declaration) {
		this.name = name;
		this.type = type;
		this.declaration = declaration;
	}

	/**
	 * Declares a key.
	 * @param name the key
	 * @param type type of its values; {@link Secret} for sensitive ones
	 * @param <T> type of its values
	 * @return the key: any JSON value that fits the type, lockable, not sensitive
	 */
	public static <T> ConfigKey<T> of(String name, Class<T> type) {
		return new ConfigKey<>(name, Json.mapper().constructType(type), Declaration.PLAIN);
	}

	/**
	 * Declares a key whose values are lists.
	 * @param name the key
	 * @param element type of the elements
	 * @param <E> type of the elements
	 * @return the key
	 */
	public static <E> ConfigKey<List<E>> listOf(String name, Class<E> element) {
		JavaType type = Json.mapper().getTypeFactory().constructCollectionType(List.class, element);
		return new ConfigKey<>(name, type, Declaration.PLAIN);
	}

	/**
	 * Adds the rule that values must obey.
	 * @param schema a JSON Schema, 2020-12 if it does not say otherwise
	 * @return a key with that rule
	 */
	public ConfigKey<T> withSchema(String schema) {
		return with(this.declaration.withSchema(Json.read(schema)));
	}

	/**
	 * Adds the value that holds where nobody sets one.
	 * @param value the value
	 * @return a key with that default
	 */
	public ConfigKey<T> withDefault(T value) {
		return with(this.declaration.withDefault(Json.mapper().valueToTree(value)));
	}

	/**
	 * Makes all values of the key secret.
	 * @return a key whose values are sealed and masked
	 */
	public ConfigKey<T> asSensitive() {
		return with(this.declaration.asSensitive());
	}

	/**
	 * Forbids to lock the key.
	 * @return a key that tenants below can always set
	 */
	public ConfigKey<T> withoutLocks() {
		return with(this.declaration.withoutLocks());
	}

	/**
	 * Says how far tenants may go beyond what their ancestors set.
	 * @param narrowing the rule
	 * @return a key with that rule
	 */
	public ConfigKey<T> withNarrowing(Narrowing narrowing) {
		return with(this.declaration.withNarrowing(narrowing));
	}

	/**
	 * Adds a sentence for people.
	 * @param description what the key is for
	 * @return a key with that description
	 */
	public ConfigKey<T> withDescription(String description) {
		return with(this.declaration.withDescription(description));
	}

	/**
	 * Returns the key.
	 * @return its name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the rule that values must obey.
	 * @return the JSON Schema as text, or empty for none
	 */
	public Optional<String> schema() {
		return Optional.ofNullable(this.declaration.schema()).map(Json::write);
	}

	/**
	 * Returns the value that holds where nobody sets one.
	 * @return the value, or empty for none and for a sensitive key
	 */
	public Optional<Object> defaultValue() {
		return isSensitive() ? Optional.empty()
				: Optional.ofNullable(defaultNode()).map((node) -> Objects.requireNonNull(JsonValues.freeze(node)));
	}

	/**
	 * Tells whether all values are secret.
	 * @return whether they are sealed and masked
	 */
	public boolean isSensitive() {
		return this.declaration.sensitive();
	}

	/**
	 * Tells whether the key can be locked.
	 * @return whether an ancestor may hold tenants below to its value
	 */
	public boolean isLockable() {
		return this.declaration.lockable();
	}

	/**
	 * Returns how far tenants may go beyond what their ancestors set.
	 * @return the rule
	 */
	public Narrowing narrowing() {
		return this.declaration.narrowing();
	}

	/**
	 * Returns the sentence for people.
	 * @return what the key is for, empty if nobody said
	 */
	public String description() {
		return this.declaration.description();
	}

	JavaType type() {
		return this.type;
	}

	@Nullable JsonNode schemaNode() {
		return this.declaration.schema();
	}

	@Nullable JsonNode defaultNode() {
		return this.declaration.defaultValue();
	}

	private ConfigKey<T> with(Declaration changed) {
		return new ConfigKey<>(this.name, this.type, changed);
	}

	@Override
	public String toString() {
		return "ConfigKey[" + this.name + ": " + this.type.toCanonical() + "]";
	}

	private record Declaration(@Nullable JsonNode schema, @Nullable JsonNode defaultValue, boolean sensitive,
			boolean lockable, Narrowing narrowing, String description) {

		private static final Declaration PLAIN = new Declaration(null, null, false, true, Narrowing.ANY, "");

		Declaration withSchema(JsonNode schema) {
			return new Declaration(schema, this.defaultValue, this.sensitive, this.lockable, this.narrowing,
					this.description);
		}

		Declaration withDefault(JsonNode value) {
			return new Declaration(this.schema, value, this.sensitive, this.lockable, this.narrowing, this.description);
		}

		Declaration asSensitive() {
			return new Declaration(this.schema, this.defaultValue, true, this.lockable, this.narrowing,
					this.description);
		}

		Declaration withoutLocks() {
			return new Declaration(this.schema, this.defaultValue, this.sensitive, false, this.narrowing,
					this.description);
		}

		Declaration withNarrowing(Narrowing narrowing) {
			return new Declaration(this.schema, this.defaultValue, this.sensitive, this.lockable, narrowing,
					this.description);
		}

		Declaration withDescription(String description) {
			return new Declaration(this.schema, this.defaultValue, this.sensitive, this.lockable, this.narrowing,
					description);
		}

	}

}
